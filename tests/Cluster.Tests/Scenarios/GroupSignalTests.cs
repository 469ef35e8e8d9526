using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>A signal to a node's whole process group, emulator servers included.</summary>
public sealed class GroupSignalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Terminate_GroupOfEachNodeInTurn_GamesGoOnInTheIdenticalState()
    {
        await using var cluster = new TestCluster();
        await cluster.StartAsync([.. new[] { "a", "b", "c" }.Select(name => new NodePlan { Name = name, Emulators = NodePlan.Names(name, 2), Slots = 6, OwnGroup = true })]);
        foreach (var emulator in cluster.Emulators)
            await cluster.Nodes[0].PressAsync(emulator, "RIGHT RIGHT A DOWN B");
        var before = await GamesAsync(cluster);
        Assert.DoesNotContain(before, game => game.Contains($" {Ledger.Fresh.Count} presses", StringComparison.Ordinal));
        foreach (var (node, signal) in cluster.Nodes.Zip(["TERM", "HUP", "INT"]))
        {
            var took = await node.TerminateGroupAsync(signal);
            output.WriteLine($"SIG{signal} to the group of {node.Plan.Name}: gone after {took.TotalSeconds:0.0} s");
            await cluster.RestartAsync(node);
            await cluster.SettleAsync();
            Assert.Equal(before, await GamesAsync(cluster));
        }
    }

    /// <summary>What each game has seen, its state and how often it was started again.</summary>
    private static async Task<IReadOnlyList<string>> GamesAsync(TestCluster cluster) => await Task.WhenAll(cluster.Emulators.Select(async emulator =>
    {
        var view = await cluster.Nodes[0].EmulatorAsync(emulator);
        var ledger = await cluster.LedgerAsync(view);
        return $"{emulator}: {ledger.Count} presses {ledger.Hash:x8}, state {await cluster.Nodes[0].StateHashAsync(emulator)}, {view.Restarts} restarts";
    }));
}
