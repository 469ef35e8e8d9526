using System.Net;
using System.Net.Sockets;
using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>A node that does not belong to the cluster stays out, is named in one line of the log, and does not disturb players.</summary>
[Collection(GuardedCluster.Tests)]
public sealed class RefusalTests(GuardedCluster shared)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly int[] Both = [0, 1];

    private TestCluster Cluster => shared.Cluster;

    private ClusterNode Seed => Cluster.Nodes[0];

    [Fact]
    public Task ForeignCertificate_CannotJoin() => UndisturbedAsync(async () =>
    {
        using var foreign = new TestAuthority(Path.Combine(Cluster.Folder, "foreign"));
        await using var node = Start(new NodePlan { Name = "foreign", Options = foreign.Options("127.0.0.1") });
        await node.Process.LineAsync(Bound, "Refused", "not a node's from our authority");
        await node.Process.LineAsync(Bound, "has not joined the cluster", $"{Seed.Plan.Host}:{Seed.Plan.Port}, which could not be reached", "not a node's from our authority");
        Assert.False(node.IsReady);
    });

    [Fact]
    public Task UnencryptedNode_CannotJoin() => UndisturbedAsync(async () =>
    {
        await using var node = Start(new NodePlan { Name = "plain" });
        await Seed.Process.LineAsync(Bound, "Refused 127.0.0.1:", "no TLS handshake");
        Assert.False(node.IsReady);
    });

    [Fact]
    public Task NodeOfAnotherName_CannotJoin() => UndisturbedAsync(async () =>
    {
        var options = new Dictionary<string, string>(shared.Authority.Options("127.0.0.1"), StringComparer.Ordinal) { ["ClusterName"] = "other" };
        await using var node = Start(new NodePlan { Name = "other", Options = options });
        await Seed.Process.LineAsync(Bound, "for non-local recipient", "//other@");
        await node.Process.LineAsync(Bound, "has not joined the cluster 'other'", $"{Seed.Plan.Host}:{Seed.Plan.Port}, which is reached and does not answer");
        Assert.False(node.IsReady);
    });

    [Fact]
    public Task SecondNodeOnOnePort_EndsAtOnceAndSaysWhy() => UndisturbedAsync(async () =>
    {
        await using var node = ClusterNode.Start(Seed.Plan with { Name = "second" }, [], Cluster.Folder);
        var (code, _) = await node.Process.EndAsync(Bound);
        Assert.True(code != 0, node.Process.Tail);
        await node.Process.LineAsync(Bound, $"Port {Seed.Plan.Port} on 127.0.0.1 is in use by another program", "--cluster");
    });

    [Theory]
    [InlineData("FFFFFF7F00000000")] // A frame of two gigabytes.
    [InlineData("08000000FFFFFFFFFFFFFFFF")] // A frame that is no Protobuf.
    [InlineData("474554202F20485454502F312E310D0A0D0A")] // HTTP.
    [InlineData("160301FFFF")] // A TLS handshake that never goes on.
    public Task HostileBytes_AtThePortsOfARunningNode_CloseTheirOwnConnectionOnly(string hex) => UndisturbedAsync(async () =>
    {
        var ports = ListeningPorts.Of(Seed.Process.Id).Except([Seed.Client.BaseAddress!.Port]).ToArray();
        // The ports of the cluster and of the lane.
        Assert.Contains(Seed.Plan.Port, ports);
        Assert.Equal(2, ports.Length);
        foreach (var port in ports)
        {
            using var stranger = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await stranger.ConnectAsync(IPAddress.Loopback, port);
            await stranger.SendAsync(Convert.FromHexString(hex));
            await ClosedAsync(stranger);
        }
    });

    /// <summary>The stranger acts while both nodes' games are played through both nodes.</summary>
    private async Task UndisturbedAsync(Func<Task> damage)
    {
        await Cluster.SettleAsync();
        await using var agents = await NumberedAgents.StartAsync(Cluster, Cluster.Emulators, Both, each: 2, sendsAgain: false);
        await agents.AppliedAsync(3);
        await damage();
        await agents.AppliedAsync(3);
        foreach (var play in await agents.StopAsync())
        {
            Assert.Empty(play.NotApplied.Select(reply => reply.ToString()));
            LedgerJudge.AssertWentOn(play, await Cluster.LedgerAsync(play.Emulator));
        }

        foreach (var node in Cluster.Nodes)
            Assert.Equal(Cluster.Emulators.Order(StringComparer.Ordinal), (await node.EmulatorsAsync()).Select(view => view.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>A node that tries to join but does not belong to the cluster.</summary>
    private ClusterNode Start(NodePlan plan) => ClusterNode.Start(plan, [$"{Seed.Plan.Host}:{Seed.Plan.Port}"], Cluster.Folder);

    private static async Task ClosedAsync(Socket stranger)
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            var buffer = new byte[4096];
            while (await stranger.ReceiveAsync(buffer, bound.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The connection was reset, which also means closed.
        }
    }
}
