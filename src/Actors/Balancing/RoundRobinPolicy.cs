namespace ActorInput.Actors.Balancing;

/// <summary>Picks one emulator after the other, in the order of their names, however busy they are.</summary>
internal sealed class RoundRobinPolicy : IBalancingPolicy
{
    private string _last = "";

    public string Name => "RoundRobin";

    public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames)
    {
        BalancingCandidate? first = null;
        BalancingCandidate? next = null;
        foreach (var candidate in candidates)
        {
            if (first is null || IsBefore(candidate, first))
                first = candidate;
            if (string.CompareOrdinal(NameOf(candidate), _last) > 0 && (next is null || IsBefore(candidate, next)))
                next = candidate;
        }

        var picked = next ?? first!;
        _last = NameOf(picked);
        return picked;
    }

    private static bool IsBefore(BalancingCandidate one, BalancingCandidate other) => string.CompareOrdinal(NameOf(one), NameOf(other)) < 0;

    private static string NameOf(BalancingCandidate candidate) => candidate.Load.Emulator.Value;
}
