using System.Diagnostics;
using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>A node is killed, and its games with it: they come back fresh, and the others do not notice.</summary>
[Collection(OwnSlotsCluster.Tests)]
public sealed class KilledNodeTests(OwnSlotsCluster shared, ITestOutputHelper output)
{
    private static readonly int[] Survivors = [0, 1];

    [Fact]
    public async Task Kill_NodeWithItsGames_TheyComeBackFreshAndSaySo()
    {
        var cluster = shared.Cluster;
        await cluster.SettleAsync();
        await using var agents = await NumberedAgents.StartAsync(cluster, cluster.Emulators, Survivors, each: 1, sendsAgain: false);
        await agents.AppliedAsync(10);
        var killed = cluster.Nodes[2];
        var before = (await cluster.Nodes[0].EmulatorsAsync()).ToDictionary(view => view.Id, StringComparer.Ordinal);
        var at = Stopwatch.GetTimestamp();
        await killed.Process.SignalAsync("KILL");
        await killed.Process.EndAsync(TimeSpan.FromSeconds(10));
        await agents.AppliedAsync(10);
        var plays = await agents.StopAsync();

        var lost = plays.Where(play => before[play.Emulator].Node.EndsWith(killed.Address, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(lost);
        output.WriteLine(Recovery.Describe(lost, at));
        foreach (var play in lost)
            await AssertCameBackFreshAsync(cluster, play, before[play.Emulator], at);
        foreach (var play in plays.Except(lost))
        {
            Assert.Empty(play.NotApplied.Select(reply => reply.ToString()));
            LedgerJudge.AssertWentOn(play, await cluster.LedgerAsync(play.Emulator));
        }

        await cluster.RestartAsync(killed);
        await cluster.SettleAsync();
    }

    private static async Task AssertCameBackFreshAsync(TestCluster cluster, EmulatorPlay play, EmulatorView before, long at)
    {
        Recovery.AssertTold(play, at);
        var after = await cluster.Nodes[0].EmulatorAsync(play.Emulator);
        Assert.True(after.Epoch > before.Epoch, $"{after} after {before}");
        Assert.Equal(before.Restarts + 1, after.Restarts);
        Assert.Contains(cluster.Nodes.SelectMany(node => node.Process.Lines), line => line.Contains($"{play.Emulator} came back as a fresh game in epoch", StringComparison.Ordinal));
        LedgerJudge.AssertBeganAnew(play, before.Epoch, await cluster.LedgerAsync(play.Emulator));
    }
}
