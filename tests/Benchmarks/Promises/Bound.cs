using ActorInput.Benchmarks.Common;


namespace ActorInput.Benchmarks.Promises;

/// <summary>A bound on a figure of the benchmarks.</summary>
/// <param name="Group">Start of the group's title.</param>
/// <param name="Case">Start of the case's name.</param>
/// <param name="What">The figure, in words.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Keeps">Whether it keeps to it.</param>
internal sealed record Bound(string Group, string Case, string What, Func<BenchRow, double> Figure, Func<double, bool> Keeps)
{
    /// <summary>All bounds: ratios within one run, and memory. Times alone say more about the machine than about the code.</summary>
    public static IReadOnlyList<Bound> All { get; } =
    [
        new("instant: one input where inputs come slowly", "actor", "of the bare client's time, at most 1.25", row => 1 / row.Ratio!.Value, ratio => ratio <= 1.25),
        new("instant: a lone agent in lock-step", "actor, predictive", "of the bare client's inputs/s, at least 0.7", row => row.Ratio!.Value, ratio => ratio >= 0.7),
        new("instant: 8 emulators with", "actors", "times the bare client's inputs/s, at least 3", row => row.Ratio!.Value, ratio => ratio >= 3),
        new("serial:2.5: 8 emulators (", "16 pressers", "times the sequential client's inputs/s, at least 7", row => row.Ratio!.Value, ratio => ratio >= 7),
        new("a lone input in a window", "BufferingStage", "µs median wait, at most 3,300", row => row.Median, wait => wait <= 3_300),
        new("a lone input in a window", "BufferingStage", "µs p95 wait, at most 5,000", row => row.High, wait => wait <= 5_000),
        new("serial:2.5: inputs a request", "16 pressers", "inputs a request where a batch takes 8, at least 7.5", row => row.Median, inputs => inputs >= 7.5),
        new("instant: one input, connection reuse", "an emulator's session", "times quicker than a new client each, at least 2.8", row => row.Ratio!.Value, ratio => ratio >= 2.8),
        new("instant: one input, connection reuse", "bare HttpClient", "times quicker than a new client each, at least 2.8", row => row.Ratio!.Value, ratio => ratio >= 2.8),
        new("instant: a batch of 50", "batch of 5", "times a batch of 5 for a batch of 50, at most 1.3", row => row.Ratio!.Value, ratio => ratio <= 1.3),
        new("footprint", "10000 idle emulators, managed", "KiB each, at most 12", row => row.Median, size => size <= 12),
        new("footprint", "10000 idle emulators, share", "% of a core, at most 5", row => row.Median, share => share <= 5),
        new("footprint", "1000 active", "KiB each, at most 20", row => row.Median, size => size <= 20),
        new("1 game, frames", "through /inputs", "of the bare loop, at least 0.94", row => row.Ratio!.Value, ratio => ratio >= 0.94),
        new("2 games", "through /inputs", "of the bare loop, at least 0.94", row => row.Ratio!.Value, ratio => ratio >= 0.94),
        new("states of a game", "130 frames as a step", "times the same frames within a step, at most 1.02", row => row.Ratio!.Value, ratio => ratio <= 1.02),
        new("states of a game", "saving", "ms, at most 0.6", row => row.Median, time => time <= 0.6),
        new("states of a game", "loading", "ms, at most 0.3", row => row.Median, time => time <= 0.3),
        new("eight keys", "a key", "ms a key, at most 20", row => row.Median, time => time <= 20),
    ];

    /// <summary>Whether this bound is about the row.</summary>
    public bool IsFor(BenchRow row) => row.Group.StartsWith(Group, StringComparison.Ordinal) && row.Case.StartsWith(Case, StringComparison.Ordinal);
}
