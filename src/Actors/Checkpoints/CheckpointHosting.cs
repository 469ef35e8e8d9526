using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Adds a checkpoint store to a node.</summary>
internal static class CheckpointHosting
{
    /// <summary>Starts the store as <see cref="NodeCheckpoints"/>. Call it before the actors that save and load, and after clustering.</summary>
    public static AkkaConfigurationBuilder WithCheckpoints(this AkkaConfigurationBuilder builder, CheckpointOptions options) =>
        builder.WithActors((system, registry) =>
        {
            var others = CheckpointStore.MembersOf(system, NodeRoles.Emulator);
            registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new CheckpointStore(options, others)), CheckpointStore.Name));
        });

    /// <summary>Starts a forwarder to the stores of other nodes as <see cref="NodeCheckpoints"/>, for a node that has no store.</summary>
    public static AkkaConfigurationBuilder WithCheckpointForwarding(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry) =>
        {
            var stores = CheckpointStore.MembersOf(system, NodeRoles.Emulator);
            registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new CheckpointForwarder(stores)), CheckpointStore.Name));
        });
}
