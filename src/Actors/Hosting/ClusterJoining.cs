using ActorInput.Actors.Wire;
using Akka.Actor;
using Akka.Discovery;
using Akka.Event;

namespace ActorInput.Actors.Hosting;

/// <summary>How a node joins its cluster.</summary>
internal static class ClusterJoining
{
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookupAgainAfter = TimeSpan.FromSeconds(1);
    private const int DefaultPort = 4053;

    /// <summary>
    /// Joins the seed nodes or the nodes that a discovery method finds, or forms a cluster alone. Returns when joining has begun; it goes on until it
    /// succeeds.
    /// </summary>
    public static Task JoinAsync(ActorSystem system, ActorInputOptions options, TimeProvider time)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (options.DiscoveryService is { } service)
            _ = DiscoverAsync(system, service, options, time);
        else if (options.SeedNodes.Count > 0)
            Join(system, [.. options.SeedNodes.Select(seed => Address.Parse($"{WireHosting.Scheme(options.Tls)}://{options.ClusterName}@{seed}"))], time);
        else
            cluster.Join(cluster.SelfAddress);
        return Task.CompletedTask;
    }

    private static void Join(ActorSystem system, IReadOnlyList<Address> seeds, TimeProvider time)
    {
        system.ActorOf(Props.Create(() => new JoinWatch(seeds, time, JoinWatch.TellEvery)), "joining");
        Akka.Cluster.Cluster.Get(system).JoinSeedNodes(seeds);
    }

    private static async Task DiscoverAsync(ActorSystem system, string service, ActorInputOptions options, TimeProvider time)
    {
        var log = Logging.GetLogger(system, typeof(ClusterJoining));
        while (!system.WhenTerminated.IsCompleted)
        {
            try
            {
                var found = await Discovery.Get(system).Default.Lookup(service, LookupTimeout);
                var nodes = found.Addresses
                    .Select(target => new Address(WireHosting.Scheme(options.Tls), options.ClusterName, target.Host, target.Port ?? DefaultPort))
                    .OrderBy(address => address.ToString(), StringComparer.Ordinal).ToList();
                if (nodes.Count > 0)
                {
                    // The first in the list may form the cluster if no other node has; all nodes see the same order.
                    Join(system, nodes, time);
                    return;
                }

                log.Warning("Discovery finds no node of '{Service}' yet", service);
            }
            catch (Exception failure)
            {
                log.Warning("Discovery of '{Service}' failed: {Problem}", service, failure.Message);
            }

            await Task.Delay(LookupAgainAfter, time);
        }
    }
}
