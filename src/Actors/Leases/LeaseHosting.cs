using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;

namespace ActorInput.Actors.Leases;

/// <summary>Adds the lease broker to the cluster.</summary>
internal static class LeaseHosting
{
    private const string Name = "leases";

    /// <summary>
    /// Adds the broker, one in the cluster on the oldest node of <see cref="NodeRoles.Emulator"/>, and a proxy to it, as <see cref="LeaseBroker"/> in
    /// the registry. Call it after <see cref="EmulatorRouter"/> is registered.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="ownsEmulators">Whether the node has that role: a node without it only finds the broker.</param>
    /// <param name="options">How emulators are leased, validated.</param>
    /// <param name="fleet">Which emulators there are, as this node knows.</param>
    /// <param name="time">The clock.</param>
    public static AkkaConfigurationBuilder WithLeases(
        this AkkaConfigurationBuilder builder, bool ownsEmulators, LeaseOptions options, IFleet fleet, TimeProvider time)
    {
        var singleton = new ClusterSingletonOptions { Role = NodeRoles.Emulator };
        if (!ownsEmulators)
            return builder.WithSingletonProxy<LeaseBroker>(Name, singleton);
        return builder.WithSingleton<LeaseBroker>(
            Name,
            (_, registry, _) =>
            {
                var emulators = registry.Get<EmulatorRouter>();
                return Props.Create(() => new LeaseBrokerActor(emulators, fleet, options, time));
            },
            singleton);
    }

    /// <summary>
    /// The broker, to which owners report their leases. It is nobody until it is registered, because the first owners may exist before
    /// it.
    /// </summary>
    public static Func<IActorRef> BrokerOf(IActorRegistry registry) =>
        () => registry.TryGet<LeaseBroker>(out var broker) ? broker : ActorRefs.Nobody;
}
