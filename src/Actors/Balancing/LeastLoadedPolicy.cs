namespace ActorInput.Actors.Balancing;

/// <summary>
/// Takes two emulators at random and picks the one that would be done first, by outstanding frames and measured time for a frame. Two are enough to
/// avoid busy emulators, and balancers with the same reports do not all pick the same emulator.
/// </summary>
/// <param name="random">Chooses the two.</param>
internal sealed class LeastLoadedPolicy(Random random) : IBalancingPolicy
{
    /// <summary>The policy's name.</summary>
    public const string PolicyName = "LeastLoaded";

    public string Name => PolicyName;

    public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames)
    {
        if (candidates.Count == 1)
            return candidates[0];
        var one = random.Next(candidates.Count);
        var other = random.Next(candidates.Count - 1);
        return WaitEstimate.Shortest([candidates[one], candidates[other < one ? other : other + 1]], candidates, frames);
    }
}
