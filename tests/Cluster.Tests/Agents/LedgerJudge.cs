using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>
/// Compares the agents' answers with what the game saw. The ledger's hash covers every press in order, so it agrees only if no applied input is
/// missing, pressed twice or out of order. Of an unknown input, any number of its first steps may have been pressed.
/// </summary>
internal static class LedgerJudge
{
    private const int MostPossible = 100_000;

    /// <summary>Judges a game that went on all the time.</summary>
    public static void AssertWentOn(EmulatorPlay play, Ledger after)
    {
        AssertOrderOfReplies(play);
        AssertIs(play, play.InOrder, play.Before, after);
    }

    /// <summary>Judges a game that was lost: answers from before do not count, and none of those inputs may be pressed in the new game.</summary>
    /// <param name="play">What agents did.</param>
    /// <param name="lost">The last epoch of the old game.</param>
    /// <param name="after">The ledger of the new game.</param>
    public static void AssertBeganAnew(EmulatorPlay play, long lost, Ledger after)
    {
        AssertOrderOfReplies(play);
        AssertIs(play, [.. play.InOrder.SkipWhile(reply => !reply.IsApplied || reply.Epoch <= lost)], Ledger.Fresh, after);
    }

    /// <summary>Every agent's inputs have ascending numbers of acceptance, without repetition.</summary>
    private static void AssertOrderOfReplies(EmulatorPlay play)
    {
        foreach (var replies in play.Agents)
        {
            var numbered = replies.Where(reply => reply.Sequence > 0).ToArray();
            foreach (var (earlier, later) in numbered.Zip(numbered.Skip(1)))
                Assert.True((earlier.Epoch, earlier.Sequence).CompareTo((later.Epoch, later.Sequence)) < 0, $"{play.Emulator}: accepted out of order\n{earlier}\n{later}");
        }

        Assert.Distinct(play.InOrder.Where(reply => reply.Sequence > 0).Select(reply => (reply.Epoch, reply.Sequence)));
    }

    private static void AssertIs(EmulatorPlay play, IReadOnlyList<AgentReply> replies, Ledger before, Ledger after)
    {
        HashSet<Ledger> possible = [before];
        foreach (var reply in replies)
        {
            possible = [.. possible.SelectMany(ledger => After(ledger, reply))];
            Assert.True(possible.Count <= MostPossible, $"{play.Emulator}: too much is unknown for the ledger to tell: {Tell(play)}");
        }

        Assert.True(
            possible.Contains(after),
            $"{play.Emulator}: the replies allow {possible.Min(l => l.Count)} to {possible.Max(l => l.Count)} presses, the ledger has {after.Count} "
            + $"({(possible.Any(l => l.Count == after.Count) ? "in another order" : "another number")}); before {before.Count}. {Tell(play)}");
    }

    private static IEnumerable<Ledger> After(Ledger ledger, AgentReply reply)
    {
        var entries = reply.Input.Entries;
        var (least, most) = reply.Outcome switch
        {
            "applied" => (entries.Count, entries.Count),
            "partial" => (reply.Applied, reply.Applied),
            "unknown" => (0, entries.Count),
            _ => (0, 0),
        };
        for (var pressed = 0; pressed <= most; pressed++)
        {
            if (pressed >= least)
                yield return ledger;
            if (pressed < most)
                ledger = ledger.After(entries[pressed]);
        }
    }

    private static string Tell(EmulatorPlay play) =>
        $"{play.InOrder.Count} inputs, not applied: {string.Join('\n', play.NotApplied.Take(10))}; the last: {play.Last}";
}
