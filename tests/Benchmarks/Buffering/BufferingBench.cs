using System.Globalization;
using ActorInput.Actors.Inputs;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Buffering;

/// <summary>
/// Compares what three ways of buffering do to patterns of presses, in virtual time: none, fixed (only the window and the count) and predictive.
/// <c>./run bench buffering</c>.
/// </summary>
internal sealed class BufferingBench(Action<string> report)
{
    private static readonly (string Name, Func<BufferingOptions> Options)[] Ways =
        [("none", () => PressPatterns.None), ("fixed", () => PressPatterns.Fixed), ("predictive", () => PressPatterns.Predictive)];

    private static readonly TimeSpan[] Services = [TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(2.5)];

    /// <summary>How often it reports, for a progress bar.</summary>
    public static int Steps => Services.Length * PressPatterns.Names.Count * 2;

    public IReadOnlyList<BenchRow> Run(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var service in Services)
        {
            foreach (var pattern in PressPatterns.Names)
            {
                cancellation.ThrowIfCancellationRequested();
                report($"{Title(service)}: {pattern}");
                var results = Ways.Select(way => (way.Name, Result: PressPatterns.Run(pattern, way.Options, service)));
                rows.AddRange(results.Select(way => Row($"{pattern}, {Title(service)}: wait (median, p10, p90; ratio: inputs a request)", way.Name, way.Result)));
            }

            rows.AddRange(AfterChanges(service, cancellation));
        }

        return rows;
    }

    /// <summary>For each pattern, the worst of its results after another pattern.</summary>
    private List<BenchRow> AfterChanges(TimeSpan service, CancellationToken cancellation)
    {
        const int Inputs = 1_000;
        var rows = new List<BenchRow>();
        foreach (var pattern in PressPatterns.Names)
        {
            cancellation.ThrowIfCancellationRequested();
            report($"{Title(service)}: a change to {pattern}");
            var least = double.PositiveInfinity;
            var waits = new List<double>();
            foreach (var before in PressPatterns.Names.Where(before => before != pattern))
            {
                var kept = PressPatterns.RunAfter(before, pattern, () => PressPatterns.Fixed, service, Inputs);
                var predicted = PressPatterns.RunAfter(before, pattern, () => PressPatterns.Predictive, service, Inputs);
                least = Math.Min(least, predicted.InputsPerRequest / kept.InputsPerRequest);
                waits.Add(predicted.MeanWait / kept.MeanWait);
            }

            rows.Add(new BenchRow(
                $"a change from each other pattern, {Title(service)}, from input {PressPatterns.Settling + 1} on: mean wait against fixed (median, least, most; ratio: least inputs a request against fixed)",
                pattern, BenchRounds.Percentile(waits, 0.5), waits.Min(), waits.Max(), "x", least));
        }

        return rows;
    }

    private static BenchRow Row(string group, string way, PatternResult result) => new(
        group, way, result.Wait(0.5).TotalMicroseconds, result.Wait(0.1).TotalMicroseconds, result.Wait(0.9).TotalMicroseconds, "µs", result.InputsPerRequest);

    private static string Title(TimeSpan service) => string.Create(CultureInfo.InvariantCulture, $"{service.TotalMilliseconds} ms a request");
}
