using System.Diagnostics;

namespace ActorInput.Host.Bench;

/// <summary>
/// Times cases in turn, round after round, so that what else the machine does meets them all alike. A round repeats a case until it has
/// taken long enough to be timed.
/// </summary>
internal sealed class BenchRounds(int rounds, TimeSpan perRound)
{
    /// <summary>Times the cases; the first is the baseline of the ratios, which say how much longer it takes than each case.</summary>
    public async Task<IReadOnlyList<BenchRow>> TimeAsync(string group, IReadOnlyList<BenchCase> cases, Action progress)
    {
        foreach (var one in cases)
            await RepeatAsync(one, perRound / 2);
        var times = cases.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
                times[i].Add(await RepeatAsync(cases[i], perRound));
            progress();
        }

        var baseline = Percentile(times[0], 0.5);
        return [.. cases.Select((one, i) => new BenchRow(
            group, one.Name, Percentile(times[i], 0.5), Percentile(times[i], 0.1), Percentile(times[i], 0.9), "µs",
            i == 0 ? null : baseline / Percentile(times[i], 0.5)))];
    }

    /// <summary>The value below which that share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))];
    }

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
