namespace ActorInput.Benchmarks.Common;

/// <summary>How long and how much a benchmark measures.</summary>
internal sealed record BenchOptions
{
    /// <summary>Rounds of each case. More rounds narrow the spread.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>How long a case runs in one round.</summary>
    public TimeSpan PerRound { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The one part to measure; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Batch sizes.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [5, 10, 20, 50, 200];

    /// <summary>Batches that are given to the balancer.</summary>
    public int Batches { get; init; } = 10_000;

    /// <summary>Core and cartridge of the real emulator.</summary>
    public IReadOnlyList<string> EmulatorArguments { get; init; } = [];
}
