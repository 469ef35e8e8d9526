using System.Diagnostics;
using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>How emulators recovered from the loss of their owner.</summary>
internal static class Recovery
{
    /// <summary>Generous: 15 s are promised, on a machine that has nothing else to do.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    /// <summary>The time from the damage to the first applied input that was sent after it or was under way.</summary>
    /// <param name="play">What agents did.</param>
    /// <param name="at">When the damage was done (timestamp).</param>
    public static TimeSpan Of(EmulatorPlay play, long at)
    {
        var first = play.InOrder.FirstOrDefault(reply => reply.IsApplied && reply.Answered > at && reply.Epoch > LastEpochBefore(play, at));
        Assert.True(first is not null, $"{play.Emulator} has applied nothing in a later epoch than before: {play.Last}");
        return Stopwatch.GetElapsedTime(at, first.Answered);
    }

    /// <summary>Every input has an answer from its gateway. Those that were not applied were under way, or waited while there was no owner.</summary>
    public static void AssertTold(EmulatorPlay play, long at)
    {
        var back = Of(play, at);
        Assert.True(back < Bound, $"{play.Emulator} answered after {back.TotalSeconds:0.0} s");
        foreach (var reply in play.NotApplied)
        {
            Assert.True(reply.Status > 0 && reply.Outcome is "unknown" or "notApplied" or "noCapacity", $"{play.Emulator}: {reply}");
            Assert.True(reply.Answered > at && Stopwatch.GetElapsedTime(at, reply.Sent) < Bound, $"{play.Emulator}: not applied, and not for the damage: {reply}");
        }
    }

    /// <summary>
    /// Judges games that outlive nodes, after the loss of an owner: each went on at its server, and only inputs to games of the lost owner may have
    /// another outcome than applied.
    /// </summary>
    /// <param name="cluster">The nodes; the first is asked.</param>
    /// <param name="plays">What agents did.</param>
    /// <param name="orphans">The emulators of the owner that was lost.</param>
    /// <param name="at">When it was lost (timestamp).</param>
    /// <param name="output">For the reader.</param>
    public static async Task JudgeAsync(TestCluster cluster, IReadOnlyList<EmulatorPlay> plays, IReadOnlyList<string> orphans, long at, ITestOutputHelper output)
    {
        var moved = plays.Where(play => orphans.Contains(play.Emulator, StringComparer.Ordinal)).ToArray();
        Assert.NotEmpty(moved);
        output.WriteLine(Describe(moved, at));
        foreach (var play in plays)
        {
            if (moved.Contains(play))
                AssertTold(play, at);
            else
                Assert.Empty(play.NotApplied.Select(reply => reply.ToString()));
            var view = await cluster.Nodes[0].EmulatorAsync(play.Emulator);
            Assert.Equal((play.View.Restarts, play.View.Server), (view.Restarts, view.Server));
            LedgerJudge.AssertWentOn(play, await cluster.LedgerAsync(view));
        }
    }

    /// <summary>A line for the log: recovery times and outcomes of inputs.</summary>
    public static string Describe(IReadOnlyList<EmulatorPlay> plays, long at)
    {
        var times = plays.Select(play => Of(play, at).TotalSeconds).ToArray();
        var others = plays.SelectMany(play => play.NotApplied).GroupBy(reply => reply.Outcome, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}, told at the latest after {group.Max(reply => Stopwatch.GetElapsedTime(at, reply.Answered)).TotalSeconds:0.0} s");
        return $"{plays.Count} emulators answered again after {times.Min():0.0} to {times.Max():0.0} s; {plays.Sum(play => play.InOrder.Count)} inputs, {string.Join(", ", others.DefaultIfEmpty("all applied"))}";
    }

    private static long LastEpochBefore(EmulatorPlay play, long at) =>
        play.InOrder.Where(reply => reply.IsApplied && reply.Answered <= at).Select(reply => reply.Epoch).DefaultIfEmpty().Max();
}
