using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Puts a checkpoint store on a node.</summary>
internal static class CheckpointHosting
{
    /// <summary>Starts the store as <see cref="NodeCheckpoints"/>; before the actors that save and load, after clustering.</summary>
    public static AkkaConfigurationBuilder WithCheckpoints(this AkkaConfigurationBuilder builder, CheckpointOptions options) =>
        builder.WithActors((system, registry) =>
        {
            var others = CheckpointStore.MembersOf(system, NodeRoles.Emulator);
            registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new CheckpointStore(options, others)), CheckpointStore.Name));
        });

    /// <summary>Starts, as <see cref="NodeCheckpoints"/>, what sends to the stores of other nodes; for a node that has none.</summary>
    public static AkkaConfigurationBuilder WithCheckpointForwarding(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry) =>
        {
            var stores = CheckpointStore.MembersOf(system, NodeRoles.Emulator);
            registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new CheckpointForwarder(stores)), CheckpointStore.Name));
        });
}
