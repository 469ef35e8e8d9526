namespace ActorInput.Actors.Balancing;

/// <summary>
/// Picks the emulator of this node that would be done first, so that nothing crosses the network. If this node has none, it picks among all, like
/// <see cref="LeastLoadedPolicy"/>.
/// </summary>
/// <param name="random">Chooses when this node has none.</param>
internal sealed class LocalPolicy(Random random) : IBalancingPolicy
{
    private readonly LeastLoadedPolicy _elsewhere = new(random);

    public string Name => "Local";

    public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames)
    {
        List<BalancingCandidate> local = [.. candidates.Where(candidate => candidate.IsLocal)];
        return local.Count == 0 ? _elsewhere.Pick(candidates, frames) : WaitEstimate.Shortest(local, local, frames);
    }
}
