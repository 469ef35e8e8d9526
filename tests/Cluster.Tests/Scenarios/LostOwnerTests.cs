using System.Diagnostics;
using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>An owner is killed or freezes, and its games go on elsewhere: the same games, on servers with epochs and on those without.</summary>
[Collection(OtherServersCluster.Tests)]
public sealed class LostOwnerTests(OtherServersCluster shared, ITestOutputHelper output)
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(90);

    private TestCluster Cluster => shared.Cluster;

    [Fact]
    public async Task Kill_OwnerOfGamesElsewhere_TheSameGamesGoOn()
    {
        await Cluster.SettleAsync();
        var (killed, orphans) = await OwnerAsync();
        await using var agents = await NumberedAgents.StartAsync(Cluster, Cluster.Emulators, Except(killed), each: 1, sendsAgain: false);
        await agents.AppliedAsync(10);
        var at = Stopwatch.GetTimestamp();
        await killed.Process.SignalAsync("KILL");
        await killed.Process.EndAsync(EndBound);
        await agents.AppliedAsync(10);
        await Recovery.JudgeAsync(Cluster, await agents.StopAsync(), orphans, at, output);
        await Cluster.RestartAsync(killed);
        await Cluster.SettleAsync();
    }

    [Fact]
    public async Task Freeze_OwnerThatWakesUpAfterItsEmulatorsMoved_PressesNothing()
    {
        await Cluster.SettleAsync();
        var (zombie, orphans) = await OwnerAsync();
        // Some agents use the gateway that freezes. When it goes on it still has their inputs, for its own games and others'.
        string[] atZombie = [orphans[0], orphans[^1], Cluster.Emulators.Except(orphans).First()];
        await using var agents = await NumberedAgents.StartAsync(Cluster, [.. Cluster.Emulators.Except(atZombie)], Except(zombie), each: 1, sendsAgain: false);
        await using var caught = await NumberedAgents.StartAsync(Cluster, atZombie, [Place(zombie)], each: 1, sendsAgain: false);
        await agents.AppliedAsync(10);
        await caught.AppliedAsync(10);

        var at = Stopwatch.GetTimestamp();
        await zombie.Process.SignalAsync("STOP");
        var caughtPlays = caught.StopAsync();
        await agents.AppliedAsync(10);
        var left = Frozen - Stopwatch.GetElapsedTime(at);
        if (left > TimeSpan.Zero)
            await Task.Delay(left); // The time that passes is the damage itself; the games are played all the while.
        await zombie.Process.SignalAsync("CONT");
        await agents.AppliedAsync(10);
        var (_, took) = await zombie.Process.EndAsync(EndBound);
        output.WriteLine($"the process that woke up ended within {took.TotalSeconds:0.0} s");
        await agents.AppliedAsync(10);
        await Recovery.JudgeAsync(Cluster, await agents.StopAsync(), orphans, at, output);
        foreach (var play in await caughtPlays)
        {
            output.WriteLine($"{play.Emulator}, played by way of the frozen node: the last input {play.InOrder[^1].Outcome}");
            LedgerJudge.AssertWentOn(play, await Cluster.LedgerAsync(play.Emulator));
        }

        await Cluster.RestartAsync(zombie);
        await Cluster.SettleAsync();
    }

    /// <summary>
    /// A node that owns games on servers of both kinds, and its games, those of the gym first. It is not the first node, which the judge asks.
    /// </summary>
    private async Task<(ClusterNode Node, IReadOnlyList<string> Emulators)> OwnerAsync()
    {
        var views = await Cluster.Nodes[0].EmulatorsAsync();
        foreach (var node in Cluster.Nodes.Skip(1))
        {
            var owned = views.Where(view => view.Node.EndsWith(node.Address, StringComparison.Ordinal)).ToArray();
            if (owned.Select(view => view.Dialect).Distinct(StringComparer.Ordinal).Count() == 2)
                return (node, [.. owned.OrderByDescending(view => view.Dialect == "gym").Select(view => view.Id)]);
        }

        throw new InvalidOperationException($"No node but the first owns games of both kinds: {string.Join("; ", views)}");
    }

    private int Place(ClusterNode node) => Enumerable.Range(0, Cluster.Nodes.Count).Single(place => Cluster.Nodes[place] == node);

    private int[] Except(ClusterNode node) => [.. Enumerable.Range(0, Cluster.Nodes.Count).Where(place => place != Place(node))];
}
