namespace ActorInput.Faults.Plans;

/// <summary>How often each fault comes in a random plan, relative to the sum of all weights, and the ranges of the random parameters.</summary>
public sealed record FaultWeights
{
    /// <summary>
    /// Half of the requests have no fault. The others have every fault except <see cref="FaultKind.RefuseConnections"/>, which would affect other
    /// games. Times are up to 20 ms, so that thousands of scenarios pass quickly.
    /// </summary>
    public static FaultWeights Default { get; } = new();

    /// <summary>The weight of each kind, 0 or more; a kind that is not listed has 0.</summary>
    public IReadOnlyDictionary<FaultKind, double> Weights { get; init; } = Enum.GetValues<FaultKind>()
        .Where(kind => kind != FaultKind.RefuseConnections)
        .ToDictionary(kind => kind, kind => kind == FaultKind.None ? 18.0 : 1.0);

    /// <summary>The least milliseconds that a fault takes. Default 0.</summary>
    public double LeastMilliseconds { get; init; }

    /// <summary>The most milliseconds that a fault takes. Default 20.</summary>
    public double MostMilliseconds { get; init; } = 20;

    /// <summary>Length of a huge body, in bytes. Default 8 MiB, above the default limit of a session.</summary>
    public long HugeBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Only these kinds, all equally often, with <paramref name="none"/> requests without a fault for each one with a fault.</summary>
    public static FaultWeights Of(double none, params IReadOnlyList<FaultKind> kinds)
    {
        var weights = kinds.Distinct().ToDictionary(kind => kind, _ => 1.0);
        weights[FaultKind.None] = none * weights.Count;
        return new FaultWeights { Weights = weights };
    }

    /// <summary>Draws a fault by these weights. The same numbers from <paramref name="random"/> give the same fault.</summary>
    public Fault Draw(Random random)
    {
        var left = random.NextDouble() * Weights.Values.Sum();
        var kind = FaultKind.None;
        // In the order of the kinds, so that the order in which the weights were listed does not matter.
        foreach (var (candidate, weight) in Weights.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key))
        {
            kind = candidate;
            left -= weight;
            if (left < 0)
                break;
        }

        return Figures(kind, random);
    }

    /// <summary>Reports every weight or range that is not allowed.</summary>
    /// <exception cref="InvalidOperationException">A weight or range is not allowed.</exception>
    public void Validate()
    {
        var problems = Weights.Where(pair => !(pair.Value >= 0 && double.IsFinite(pair.Value)))
            .Select(pair => $"{pair.Key} has weight {pair.Value}; 0 or more is allowed.").ToList();
        if (!Weights.Values.Any(weight => weight > 0))
            problems.Add("No kind has a weight above 0.");
        if (!(LeastMilliseconds >= 0 && MostMilliseconds >= LeastMilliseconds))
            problems.Add($"The times are {LeastMilliseconds} to {MostMilliseconds} ms; 0 or more, in that order, are allowed.");
        if (HugeBytes is < 0 or > 1L << 32)
            problems.Add($"{nameof(HugeBytes)} is {HugeBytes}; allowed are 0 to {1L << 32}.");
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(' ', problems));
    }

    private Fault Figures(FaultKind kind, Random random)
    {
        // All parameters are drawn for every kind, so that changing one weight does not change the random numbers of later faults.
        var first = LeastMilliseconds + (random.NextDouble() * (MostMilliseconds - LeastMilliseconds));
        var second = LeastMilliseconds + (random.NextDouble() * (MostMilliseconds - LeastMilliseconds));
        var flags = random.Next(8);
        return new Fault
        {
            Kind = kind,
            Milliseconds = kind == FaultKind.Jitter ? Math.Min(first, second) : first,
            MostMilliseconds = Math.Max(first, second),
            Bytes = kind == FaultKind.HugeBody ? HugeBytes : 0,
            Presses = (flags & 1) == 0,
            Aborts = (flags & 2) == 0,
            Counts = (flags & 4) == 0,
        };
    }
}
