using ActorInput.Actors.Inputs;

namespace ActorInput.Benchmarks.Buffering;

/// <summary>The patterns by which ways of buffering are compared, and their comparison.</summary>
internal static class PressPatterns
{
    /// <summary>How many inputs of a pattern are simulated before another takes its place.</summary>
    public const int BeforeChange = 200;

    /// <summary>After how many inputs of a new pattern buffering must have settled on it.</summary>
    public const int Settling = 32;

    /// <summary>Runs over which results are taken, each with a seed of its own.</summary>
    public const int Runs = 20;

    /// <summary>The pattern with more inputs than a server can take that needs 9.5 ms for a request.</summary>
    public const string Overload = "Poisson, 2,000/s";

    /// <summary>The pattern in which it depends on chance whether both agents are gathered or press in turn.</summary>
    public const string SideBySide = "two side by side that decide in 1 to 2 ms";

    /// <summary>The pattern of just as many agents as an input batch has room for.</summary>
    public const string Crowd = "8 pressers";

    private static readonly Dictionary<string, Func<Random, PressPattern>> Patterns = new(StringComparer.Ordinal)
    {
        ["a lone agent in lock-step"] = random => new LockStepPattern(random, 1, 0.02, 0.08),
        ["a lone agent that decides in 1 to 6 ms"] = random => new LockStepPattern(random, 1, 1, 6),
        ["two alternating"] = random => new TurnPattern(random),
        [SideBySide] = random => new LockStepPattern(random, 2, 1, 2),
        ["bursts of 5 every 50 ms"] = random => new BurstPattern(random, 5),
        ["bursts of 8 every 50 ms"] = random => new BurstPattern(random, 8),
        ["Poisson, 20/s"] = random => new PoissonPattern(random, 20),
        ["Poisson, 200/s"] = random => new PoissonPattern(random, 200),
        [Overload] = random => new PoissonPattern(random, 2_000),
        [Crowd] = random => new LockStepPattern(random, 8, 0.02, 0.08),
        ["64 pressers"] = random => new LockStepPattern(random, 64, 0.02, 0.08),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Patterns.Keys;

    /// <summary>Inputs that leave as soon as no request is in flight.</summary>
    public static BufferingOptions None => new() { Window = TimeSpan.Zero, QueueLength = int.MaxValue };

    /// <summary>The window and the count alone.</summary>
    public static BufferingOptions Fixed => new() { Predict = false, QueueLength = int.MaxValue };

    /// <summary>The default.</summary>
    public static BufferingOptions Predictive => new() { QueueLength = int.MaxValue };

    /// <summary>Runs a number of inputs of a pattern, and counts all of them.</summary>
    public static PatternResult Run(string pattern, Func<BufferingOptions> options, TimeSpan service, int inputs = 2_000) =>
        new([.. Enumerable.Range(0, Runs).SelectMany(seed => new BufferingSimulation(options(), service).Run((Create(pattern, seed), inputs)))]);

    /// <summary>Runs a number of inputs of a pattern after another, and counts those from the one on at which buffering must have settled.</summary>
    public static PatternResult RunAfter(string before, string pattern, Func<BufferingOptions> options, TimeSpan service, int inputs) =>
        new([.. Enumerable.Range(0, Runs).SelectMany(seed => new BufferingSimulation(options(), service)
            .Run((Create(before, seed), BeforeChange), (Create(pattern, seed + Runs), Settling + inputs)).Skip(Settling))]);

    /// <summary>A run of a pattern.</summary>
    public static PressPattern Create(string pattern, int seed) => Patterns[pattern](new Random(seed));
}
