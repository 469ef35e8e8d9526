using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>Three nodes without failures, and when each of them is stopped properly.</summary>
[Collection(OwnSlotsCluster.Tests)]
public sealed class ThreeNodesTests(OwnSlotsCluster shared, ITestOutputHelper output)
{
    private const int BeforeAndAfter = 10;
    private static readonly int[] Everywhere = [0, 1, 2];

    private TestCluster Cluster => shared.Cluster;

    [Fact]
    public async Task ThreeNodes_AnyGateway_ReachesAnyEmulator()
    {
        await Cluster.SettleAsync();
        foreach (var node in Cluster.Nodes)
        {
            var views = await node.EmulatorsAsync();
            Assert.Equal(Cluster.Emulators.Order(StringComparer.Ordinal), views.Select(view => view.Id).Order(StringComparer.Ordinal));
            Assert.Equal(Cluster.Nodes.Count, views.Select(view => view.Node).Distinct(StringComparer.Ordinal).Count());
        }

        // Neighbouring agents use different gateways, and each gateway serves every emulator.
        await using var agents = await NumberedAgents.StartAsync(Cluster, Cluster.Emulators, Everywhere, each: 3, sendsAgain: false);
        await agents.AppliedAsync(1);
        await JudgeAsync(await agents.StopAsync());
    }

    [Fact]
    public async Task Terminate_EachNodeInTurnUnderLoad_NothingIsLostTwiceOrOutOfOrder()
    {
        await Cluster.SettleAsync();
        string[] quiet = [.. Cluster.Nodes.Select(node => node.Plan.Emulators[^1])];
        var games = await HashesAsync(quiet);
        await using var agents = await NumberedAgents.StartAsync(Cluster, [.. Cluster.Emulators.Except(quiet)], Everywhere, each: 2, sendsAgain: true);
        foreach (var node in Cluster.Nodes)
        {
            await agents.AppliedAsync(BeforeAndAfter);
            await using var readiness = ReadinessWatch.Start(node);
            var took = await node.TerminateAsync();
            readiness.AssertFellBeforeTheEnd();
            await agents.AppliedAsync(BeforeAndAfter);
            var restarted = await Cluster.RestartAsync(node);
            output.WriteLine($"SIGTERM of {node.Plan.Name}: gone after {took.TotalSeconds:0.0} s, all settled {(await Cluster.SettleAsync()).TotalSeconds:0.0} s after its return");
            Assert.True(restarted.IsReady);
        }

        await agents.AppliedAsync(BeforeAndAfter);
        var plays = await agents.StopAsync();
        foreach (var play in plays)
            output.WriteLine($"{play.Emulator}: {play.InOrder.Count} inputs, longest pause {play.LongestPause.TotalSeconds:0.00} s");
        await JudgeAsync(plays);
        Assert.Equal(games, await HashesAsync(quiet));
        foreach (var play in plays)
            Assert.Equal(play.View.Restarts, (await Cluster.Nodes[0].EmulatorAsync(play.Emulator)).Restarts);
    }

    [Fact]
    public async Task Join_UnderLoad_NothingIsLostTwiceOrOutOfOrder()
    {
        await Cluster.SettleAsync();
        string[] quiet = [.. Cluster.Nodes.SelectMany(node => node.Plan.Emulators.Skip(2))];
        var games = await HashesAsync(quiet);
        await using var agents = await NumberedAgents.StartAsync(Cluster, [.. Cluster.Emulators.Except(quiet)], Everywhere, each: 2, sendsAgain: true);
        await agents.AppliedAsync(BeforeAndAfter);
        var joined = await Cluster.JoinAsync(new NodePlan { Name = "d", Slots = 8 });
        await agents.AppliedAsync(BeforeAndAfter);
        // Emulators that nobody plays move to the node that has none.
        await Wait.UntilNothingMissesAsync(
            async () => (await joined.EmulatorsAsync()).Any(view => view.Node.EndsWith(joined.Address, StringComparison.Ordinal)) ? null : "no emulator has moved to the node that joined",
            TimeSpan.FromSeconds(60));
        await agents.AppliedAsync(BeforeAndAfter);
        var moved = (await joined.EmulatorsAsync()).Count(view => view.Node.EndsWith(joined.Address, StringComparison.Ordinal));
        output.WriteLine($"{moved} emulators moved to the node that joined");
        await joined.TerminateAsync();
        foreach (var line in joined.Process.Lines.Where(line => line.Contains("leaves in epoch", StringComparison.Ordinal) || line.Contains("could not be saved", StringComparison.Ordinal)))
            output.WriteLine(line);
        await Cluster.RemoveAsync(joined);
        await agents.AppliedAsync(BeforeAndAfter);
        var plays = await agents.StopAsync();
        await JudgeAsync(plays);
        Assert.Equal(games, await HashesAsync(quiet));
    }

    /// <summary>Every input was applied, and each game has seen exactly that.</summary>
    private async Task JudgeAsync(IReadOnlyList<EmulatorPlay> plays)
    {
        Assert.Empty(plays.SelectMany(play => play.NotApplied).Select(reply => reply.ToString()));
        foreach (var play in plays)
            LedgerJudge.AssertWentOn(play, await Cluster.LedgerAsync(play.Emulator));
    }

    private async Task<IReadOnlyList<string>> HashesAsync(IReadOnlyList<string> emulators) =>
        await Task.WhenAll(emulators.Select(async emulator => $"{emulator} {await Cluster.Nodes[^1].StateHashAsync(emulator)}"));
}
