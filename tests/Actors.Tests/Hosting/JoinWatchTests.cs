using System.Net;
using System.Net.Sockets;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Tests.Wire;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Hosting;

/// <summary>A node that cannot join says which nodes it tried and what is probably wrong.</summary>
[Collection(WireNode.Tests)]
public sealed class JoinWatchTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);
    private readonly TestCertificates _ours = new();
    private readonly TestCertificates _foreign = new();

    public void Dispose()
    {
        _ours.Dispose();
        _foreign.Dispose();
    }

    [Fact]
    public async Task Seed_OfAnotherClusterName_IsReachedAndDoesNotAnswer()
    {
        await using var seed = await SeedAsync(new ActorInputOptions());
        await using var node = await WireNode.StartAsync(new ActorInputOptions { ClusterName = "other" });
        Join(node, seed.Port);
        await node.Log.WaitForAsync(
            "This node has not joined the cluster 'other' within", $"127.0.0.1:{seed.Port}, which is reached and does not answer: its cluster has another name (ClusterName)");
    }

    [Fact]
    public async Task Seed_OfAnotherAuthority_IsRefusedWithTheReason()
    {
        await using var seed = await SeedAsync(new ActorInputOptions { Tls = _ours.Tls() });
        await using var node = await WireNode.StartAsync(new ActorInputOptions { Tls = _foreign.Tls() });
        Join(node, seed.Port);
        await node.Log.WaitForAsync(
            "This node has not joined the cluster 'actorinput' within", $"127.0.0.1:{seed.Port}, which could not be reached: ", "is not a node's from our authority");
    }

    [Fact]
    public async Task Seeds_WhereNobodyListens_AreAllNamed()
    {
        await using var node = await WireNode.StartAsync();
        var ports = new[] { UnusedPort(), UnusedPort() };
        Join(node, ports);
        await node.Log.WaitForAsync([.. ports.Select(port => $"127.0.0.1:{port}, which could not be reached: ")]);
    }

    [Fact]
    public async Task Node_ThatHasJoined_IsNotWatchedAnyMore()
    {
        await using var seed = await SeedAsync(new ActorInputOptions());
        await using var node = await WireNode.StartAsync();
        var ended = Join(node, seed.Port).WatchAsync();
        Assert.True(await ended.Within(Bound, "the end of the watch"));
    }

    private static async Task<WireNode> SeedAsync(ActorInputOptions options)
    {
        var seed = await WireNode.StartAsync(options);
        await seed.Cluster.JoinAsync(seed.Address);
        return seed;
    }

    private static IActorRef Join(WireNode node, params int[] ports)
    {
        Address[] seeds = [.. ports.Select(port => node.Address.WithPort(port))];
        var watch = node.System.ActorOf(Props.Create(() => new JoinWatch(seeds, TimeProvider.System, Often)));
        node.Cluster.JoinSeedNodes(seeds);
        return watch;
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
