using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;

namespace ActorInput.Actors.Leases;

/// <summary>Puts the lease broker into the cluster.</summary>
internal static class LeaseHosting
{
    private const string Name = "leases";

    /// <summary>
    /// Adds the broker, one in the cluster on the oldest node of <see cref="ActorInputHosting.EmulatorRole"/>, and what finds it from this
    /// node, as <see cref="LeaseBroker"/> in the registry. After whatever registers <see cref="EmulatorRegion"/>.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="options">The node's options, validated.</param>
    /// <param name="fleet">Which emulators there are; null on a node without the role, which only finds the broker.</param>
    /// <param name="time">The clock.</param>
    public static AkkaConfigurationBuilder WithLeases(
        this AkkaConfigurationBuilder builder, ActorInputOptions options, Func<ActorSystem, IFleet>? fleet, TimeProvider time)
    {
        var singleton = new ClusterSingletonOptions { Role = ActorInputHosting.EmulatorRole };
        if (fleet is null)
            return builder.WithSingletonProxy<LeaseBroker>(Name, singleton);
        return builder.WithSingleton<LeaseBroker>(
            Name,
            (system, registry, _) =>
            {
                var emulators = registry.Get<EmulatorRegion>();
                var all = fleet(system);
                return Props.Create(() => new LeaseBrokerActor(emulators, all, options.Lease, time));
            },
            singleton);
    }

    /// <summary>What the actors of emulators tell of their leases, for <c>EmulatorActorServices.LeaseBroker</c>.</summary>
    public static Func<IActorRef> LeaseBrokerOf(IActorRegistry registry) =>
        () => registry.TryGet<LeaseBroker>(out var broker) ? broker : ActorRefs.Nobody;
}
