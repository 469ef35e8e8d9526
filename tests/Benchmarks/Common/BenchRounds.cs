using System.Diagnostics;

namespace ActorInput.Benchmarks.Common;

/// <summary>
/// Times cases in turn, round after round, so that other load on the machine affects all of them alike. A round repeats a case until it has taken
/// long enough to be timed.
/// </summary>
internal sealed class BenchRounds(int rounds, TimeSpan perRound)
{
    /// <summary>Times the cases; the first is the baseline of the ratios, which say how much longer it takes than each case.</summary>
    /// <param name="group">What the table is called.</param>
    /// <param name="cases">What is compared.</param>
    /// <param name="warmUp">How long each case runs before, so that its code is compiled for good.</param>
    public async Task<IReadOnlyList<BenchRow>> TimeAsync(string group, IReadOnlyList<BenchCase> cases, TimeSpan warmUp)
    {
        foreach (var one in cases)
            await RepeatAsync(one, warmUp);
        var times = cases.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
                times[i].Add(await RepeatAsync(cases[i], perRound));
        }

        return [.. cases.Select((one, i) => new BenchRow(
            group, one.Name, Percentile(times[i], 0.5), Percentile(times[i], 0.1), Percentile(times[i], 0.9), "µs",
            i == 0 ? null : MedianRatio(times[0], times[i])))];
    }

    /// <summary>The value below which a given share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))];
    }

    /// <summary>
    /// The median of each round's ratio to the baseline. The baseline is measured just before the case, so that slow changes of the machine's load
    /// cancel out.
    /// </summary>
    public static double MedianRatio(IReadOnlyList<double> values, IReadOnlyList<double> baseline) =>
        Percentile(values.Zip(baseline, (value, other) => value / other), 0.5);

    /// <summary>The median time of one run, µs.</summary>
    private static async Task<double> RepeatAsync(BenchCase one, TimeSpan time)
    {
        var times = new List<double>();
        var started = Stopwatch.GetTimestamp();
        do
        {
            var before = Stopwatch.GetTimestamp();
            await one.RunAsync();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }
        while (Stopwatch.GetElapsedTime(started) < time);
        return Percentile(times, 0.5);
    }
}
