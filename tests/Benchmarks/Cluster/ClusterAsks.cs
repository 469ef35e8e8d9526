using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Cluster;

/// <summary>
/// Inputs from an agent in this process to emulators of another node, whose games are on a server in a third process that answers at once;
/// beside the same on a node in this process. The ways take turns, round after round.
/// </summary>
internal sealed class ClusterAsks(BenchOptions options, Action<string> report)
{
    private const int Emulators = 8;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly InputSequence Press = InputSequence.Parse("A");

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-bench-");
        try
        {
            var tls = BenchCertificates.Make(folder.FullName);
            report("starting the nodes");
            using var server = await BenchProcess.StartAsync(cancellation, "server");
            using var plain = await ClusterBenchNode.StartAsync(server.Address, 1_000, Emulators, seed: null, tls: null, cancellation);
            using var encrypted = await ClusterBenchNode.StartAsync(server.Address, 2_000, Emulators, seed: null, folder.FullName, cancellation);
            await using var local = await BenchNode.StartAsync([.. Enumerable.Range(0, Emulators).Select(i => Game(server, i))]);
            await using var lane = await BenchNode.JoinAsync(plain.Address.Authority, 0);
            await using var secure = await BenchNode.JoinAsync(encrypted.Address.Authority, 0, node => node.Tls = tls);
            await using var remoting = await BenchNode.JoinAsync(plain.Address.Authority, 0, node => node.Lane.Enabled = false);
            Way[] ways =
            [
                new("on this node", local, 0),
                new("on another node", lane, 1_000),
                new("on another node, with TLS", secure, 2_000),
                new("on another node, lane off", remoting, 1_000),
            ];
            foreach (var way in ways)
            {
                for (var i = 0; i < Emulators; i++)
                    await way.Node.ReadyAsync(BenchNode.Name(way.First + i));
            }

            var rows = new List<BenchRow>();
            foreach (var inFlight in (int[])[1, 64, 256])
                rows.AddRange(await CompareAsync(ways, inFlight, cancellation));
            return rows;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IEnumerable<BenchRow>> CompareAsync(Way[] ways, int inFlight, CancellationToken cancellation)
    {
        var many = inFlight.ToString(CultureInfo.InvariantCulture);
        var rates = ways.Select(_ => new List<double>()).ToArray();
        var times = ways.Select(_ => new ConcurrentBag<double>()).ToArray();
        foreach (var way in ways)
        {
            report($"{many} pressers: warming up {way.Name}");
            await PressAsync(way, inFlight, WarmUp, [], cancellation);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                report($"{many} pressers: {ways[i].Name}");
                rates[i].Add(await PressAsync(ways[i], inFlight, Round, times[i], cancellation));
            }
        }

        return
        [
            .. ways.Select((way, i) => new BenchRow(
                $"{many} pressers on 8 emulators, inputs a second (ratio: of those on this node)",
                way.Name,
                BenchRounds.Percentile(rates[i], 0.5),
                BenchRounds.Percentile(rates[i], 0.1),
                BenchRounds.Percentile(rates[i], 0.9),
                "/s",
                i == 0 ? null : BenchRounds.MedianRatio(rates[i], rates[0]))),
            new BenchRow($"{many} pressers: what TLS leaves", ways[2].Name, BenchRounds.Percentile(rates[2], 0.5), 0, 0, "/s", BenchRounds.MedianRatio(rates[2], rates[1])),
            .. ways.Select((way, i) => new BenchRow(
                $"{many} pressers on 8 emulators, time of an input (low: median, high: p99)",
                way.Name,
                BenchRounds.Percentile(times[i], 0.5),
                BenchRounds.Percentile(times[i], 0.5),
                BenchRounds.Percentile(times[i], 0.99),
                "µs",
                null)),
        ];
    }

    private static async Task<double> PressAsync(
        Way way, int inFlight, TimeSpan time, ConcurrentBag<double> times, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(presser => Task.Run(
            async () =>
            {
                var count = 0;
                for (; Stopwatch.GetElapsedTime(started) < time; count++)
                {
                    var before = Stopwatch.GetTimestamp();
                    await way.Node.SendAsync(way.First + (presser % Emulators), Press);
                    // One in sixteen: keeping each time would cost more than what is timed.
                    if (count % 16 == 0)
                        times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
                }

                return count;
            },
            cancellation)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Uri Game(BenchProcess server, int number) => new(server.Address, string.Create(CultureInfo.InvariantCulture, $"{number + 1}/"));

    private sealed record Way(string Name, BenchNode Node, int First);
}
