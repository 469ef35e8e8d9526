using ActorInput.Benchmarks.Common;
using ActorInput.Benchmarks.Input;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// Compares ways in turn, round after round: the time of a request, and the processor time that it takes here and in the server. The first way is the
/// baseline; a ratio below 1 means that the way takes less.
/// </summary>
internal sealed class TransportRounds(BenchOptions options, Action<string> report)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <param name="name">What the tables are called.</param>
    /// <param name="ways">What is compared.</param>
    /// <param name="games">How many games send at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="pressers">How many send to each game, each the next request when the last was answered.</param>
    public async Task<IReadOnlyList<BenchRow>> CompareAsync(
        string name, IReadOnlyList<TransportWay> ways, int games, CancellationToken cancellation, int pressers = 1)
    {
        report($"{name}: warming up");
        foreach (var way in ways)
            await PressLoad.RunAsync(games, pressers, WarmUp, way.SendAsync, cancellation);
        var times = ways.Select(_ => new List<double>()).ToArray();
        var processor = ways.Select(_ => new List<double>()).ToArray();
        var count = options.Rounds * 4; // Many short turns: what else the machine does meets neighbours alike.
        for (var round = 0; round < count; round++)
        {
            report($"{name}: round {round + 1} of {count}");
            for (var turn = 0; turn < ways.Count; turn++)
            {
                var i = round % 2 == 0 ? turn : ways.Count - 1 - turn;
                var way = ways[i];
                var before = Environment.CpuUsage.TotalTime + way.Server.ProcessorTime;
                var started = TimeProvider.System.GetTimestamp();
                var rate = await PressLoad.RunAsync(games, pressers, options.PerRound, way.SendAsync, cancellation);
                var requests = rate * TimeProvider.System.GetElapsedTime(started).TotalSeconds;
                var used = Environment.CpuUsage.TotalTime + way.Server.ProcessorTime - before;
                times[i].Add(1_000_000 / rate);
                processor[i].Add(used.TotalMicroseconds / requests);
            }
        }

        return
        [
            .. Rows($"{name}: time for each request (ratio: of the first way's)", ways, times),
            .. Rows($"{name}: processor time of both processes for each request (ratio: of the first way's)", ways, processor),
        ];
    }

    private static IEnumerable<BenchRow> Rows(string group, IReadOnlyList<TransportWay> ways, List<double>[] values) => ways.Select((way, i) => new BenchRow(
        group,
        way.Name,
        BenchRounds.Percentile(values[i], 0.5),
        BenchRounds.Percentile(values[i], 0.1),
        BenchRounds.Percentile(values[i], 0.9),
        "µs",
        i == 0 ? null : BenchRounds.MedianRatio(values[i], values[0])));
}
