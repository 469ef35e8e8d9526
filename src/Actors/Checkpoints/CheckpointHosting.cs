using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Puts a checkpoint store on a node.</summary>
internal static class CheckpointHosting
{
    /// <summary>Starts the store as <see cref="NodeCheckpoints"/>; before the actors that save and load, after clustering.</summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="options">Where and how many.</param>
    /// <param name="role">Copies go to nodes with this role.</param>
    public static AkkaConfigurationBuilder WithCheckpoints(this AkkaConfigurationBuilder builder, CheckpointOptions options, string role) =>
        builder.WithActors((system, registry) =>
        {
            var others = CheckpointStore.MembersOf(system, role);
            registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new CheckpointStore(options, others)), CheckpointStore.Name));
        });
}
