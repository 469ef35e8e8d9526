namespace ActorInput.Benchmarks.Soak;

/// <summary>Decides whether a game's ledger agrees with the replies.</summary>
internal static class SoakJudge
{
    // Replies without a place, and many unknown ones, leave too many ledgers open; then only the number of presses is judged.
    private const int MostPossible = 20_000;

    /// <param name="before">The ledger before the first event.</param>
    /// <param name="events">What the replies say.</param>
    /// <param name="inOrder">Whether they stand in the order in which they were done: one player alone waits for each reply.</param>
    /// <param name="mayBeFresh">Whether the game may have come back fresh meanwhile: its process was killed.</param>
    /// <param name="after">The ledger now.</param>
    /// <returns>The contradiction; null if there is none.</returns>
    public static string? Contradiction(SoakLedger before, IReadOnlyList<SoakEvent> events, bool inOrder, bool mayBeFresh, SoakLedger after)
    {
        var ordered = events.Where(e => e.Most > 0 || e.Start is not null).ToArray();
        if (!inOrder && Array.Exists(ordered, e => e.IsAdrift))
            return OfNumber(before, ordered, mayBeFresh, after);
        if (!inOrder)
            ordered = [.. ordered.OrderBy(e => e.Epoch).ThenBy(e => e.Sequence)];
        HashSet<SoakLedger> possible = mayBeFresh ? [before, SoakLedger.Fresh] : [before];
        foreach (var step in ordered)
        {
            possible = [.. possible.SelectMany(ledger => After(ledger, step))];
            if (mayBeFresh)
                possible.Add(SoakLedger.Fresh);
            if (possible.Count > MostPossible)
                return OfNumber(before, ordered, mayBeFresh, after);
        }

        if (possible.Contains(after))
            return null;
        var order = possible.Any(ledger => ledger.Count == after.Count) ? "in another order" : "another number";
        return $"the replies allow {possible.Min(l => l.Count)} to {possible.Max(l => l.Count)} presses, the ledger has {after.Count} ({order}); before {before.Count}{(mayBeFresh ? ", or fresh" : "")}";
    }

    private static string? OfNumber(SoakLedger before, SoakEvent[] events, bool mayBeFresh, SoakLedger after)
    {
        // A state that was loaded at an unknown place makes everything before it void.
        var starts = events.Where(e => e.Start is not null).Select(e => e.Start!.Value.Count).ToArray();
        var most = starts.Append(before.Count).Max() + (uint)events.Sum(e => e.Most);
        var least = mayBeFresh || starts.Length > 0 ? 0 : before.Count + (uint)events.Sum(e => e.Least);
        return after.Count >= least && after.Count <= most ? null : $"the replies allow {least} to {most} presses, the ledger has {after.Count}; before {before.Count}";
    }

    private static IEnumerable<SoakLedger> After(SoakLedger ledger, SoakEvent step)
    {
        if (step.Start is not { } start)
            return Pressed(ledger, step);
        return step.MayHaveStarted ? Pressed(start, step).Append(ledger).Concat(Pressed(ledger, step)) : Pressed(start, step);
    }

    private static IEnumerable<SoakLedger> Pressed(SoakLedger ledger, SoakEvent step)
    {
        for (var pressed = 0; pressed <= step.Most; pressed++)
        {
            if (pressed >= step.Least)
                yield return ledger;
            if (pressed < step.Most)
                ledger = ledger.After(step.Presses[pressed]);
        }
    }
}
