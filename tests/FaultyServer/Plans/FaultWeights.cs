namespace ActorInput.Faults.Plans;

/// <summary>How often each fault comes in a random plan, relative to the sum of all, and the ranges of the figures that are drawn.</summary>
public sealed record FaultWeights
{
    /// <summary>
    /// Half of the requests fare well; the others share every fault but <see cref="FaultKind.RefuseConnections"/>, which other games would
    /// feel. Times are up to 20 ms, so that thousands of scenarios pass quickly.
    /// </summary>
    public static FaultWeights Default { get; } = new();

    /// <summary>Weight of each kind, 0 or more; a kind that is not named has 0.</summary>
    public IReadOnlyDictionary<FaultKind, double> Weights { get; init; } = Enum.GetValues<FaultKind>()
        .Where(kind => kind != FaultKind.RefuseConnections)
        .ToDictionary(kind => kind, kind => kind == FaultKind.None ? 18.0 : 1.0);

    /// <summary>Least milliseconds that a fault takes. Default 0.</summary>
    public double LeastMilliseconds { get; init; }

    /// <summary>Most milliseconds that a fault takes. Default 20.</summary>
    public double MostMilliseconds { get; init; } = 20;

    /// <summary>Length of a huge body, in bytes. Default 8 MiB, above the default limit of a session.</summary>
    public long HugeBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Only these kinds, all equally often, with <paramref name="none"/> requests that fare well for each one that does not.</summary>
    public static FaultWeights Of(double none, params IReadOnlyList<FaultKind> kinds)
    {
        var weights = kinds.Distinct().ToDictionary(kind => kind, _ => 1.0);
        weights[FaultKind.None] = none * weights.Count;
        return new FaultWeights { Weights = weights };
    }

    /// <summary>A fault drawn by these weights: the same numbers from <paramref name="random"/>, the same fault.</summary>
    public Fault Draw(Random random)
    {
        var left = random.NextDouble() * Weights.Values.Sum();
        var kind = FaultKind.None;
        // By the order of the kinds, so that the order in which the weights were named does not matter.
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
    /// <exception cref="InvalidOperationException">There is one.</exception>
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
        // All figures are drawn whatever the kind, so that changing one weight does not shift what later faults draw.
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
