namespace ActorInput.Actors.Balancing;

/// <summary>Estimates when an emulator would be done with a batch.</summary>
internal static class WaitEstimate
{
    /// <summary>The candidate that would be done first; of equals the first.</summary>
    public static BalancingCandidate Shortest(IReadOnlyList<BalancingCandidate> among, IReadOnlyList<BalancingCandidate> all, long frames)
    {
        double? median = null;
        var best = among[0];
        var bestWait = Of(best);
        for (var i = 1; i < among.Count; i++)
        {
            if (Of(among[i]) is var wait && wait < bestWait)
                (best, bestWait) = (among[i], wait);
        }

        return best;

        // An emulator that was never measured counts as quick as the others: it must get work to be measured.
        double Of(BalancingCandidate candidate) => (candidate.OutstandingFrames + frames)
            * (candidate.Load.StepMicroseconds > 0 ? candidate.Load.StepMicroseconds : median ??= MedianStep(all));
    }

    private static double MedianStep(IReadOnlyList<BalancingCandidate> all)
    {
        var measured = all.Select(candidate => candidate.Load.StepMicroseconds).Where(step => step > 0).Order().ToList();
        return measured.Count == 0 ? 1 : measured[measured.Count / 2];
    }
}
