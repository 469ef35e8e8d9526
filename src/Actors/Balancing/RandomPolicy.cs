namespace ActorInput.Actors.Balancing;

/// <summary>Picks any emulator, all with equal probability.</summary>
/// <param name="random">Chooses.</param>
internal sealed class RandomPolicy(Random random) : IBalancingPolicy
{
    public string Name => "Random";

    public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames) => candidates[random.Next(candidates.Count)];
}
