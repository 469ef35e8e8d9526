using Akka.Actor;
using Akka.Discovery;
using Akka.Event;

namespace ActorInput.Actors.Hosting;

/// <summary>How a node comes into its cluster.</summary>
internal static class ClusterJoining
{
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(5);
    private const int DefaultPort = 4053;

    /// <summary>
    /// Joins the seed nodes, those that a discovery method finds, or forms a cluster alone. Returns when it has begun; joining goes on until it
    /// succeeds.
    /// </summary>
    public static Task JoinAsync(ActorSystem system, ActorInputOptions options)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (options.DiscoveryService is { } service)
            _ = DiscoverAsync(system, cluster, service, options);
        else if (options.SeedNodes.Count > 0)
            cluster.JoinSeedNodes([.. options.SeedNodes.Select(seed => Address.Parse($"{WireHosting.Scheme(options)}://{options.ClusterName}@{seed}"))]);
        else
            cluster.Join(cluster.SelfAddress);
        return Task.CompletedTask;
    }

    private static async Task DiscoverAsync(ActorSystem system, Akka.Cluster.Cluster cluster, string service, ActorInputOptions options)
    {
        var log = Logging.GetLogger(system, "discovery");
        while (!system.WhenTerminated.IsCompleted)
        {
            try
            {
                var found = await Discovery.Get(system).Default.Lookup(service, LookupTimeout);
                var nodes = found.Addresses
                    .Select(target => new Address(WireHosting.Scheme(options), options.ClusterName, target.Host, target.Port ?? DefaultPort))
                    .OrderBy(address => address.ToString(), StringComparer.Ordinal).ToList();
                if (nodes.Count > 0)
                {
                    // The first of the list may form the cluster when none of the others has; all nodes see the same order.
                    cluster.JoinSeedNodes(nodes);
                    return;
                }

                log.Warning("Discovery finds no node of '{Service}' yet", service);
            }
            catch (Exception failure)
            {
                log.Warning("Discovery of '{Service}' failed: {Problem}", service, failure.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }
}
