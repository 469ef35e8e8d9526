using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// What the copies of a request cost: its body is copied into the connection's buffer, and its answer out of the connection's buffer into the exchange's.
/// </summary>
internal sealed class CopyBench(BenchOptions options, Action<string> report)
{
    private const int Repeats = 10_000;
    private const int NanosecondsPerMicrosecond = 1_000;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var server = await BenchProcess.StartAsync(cancellation, "server");
        using var game = await SessionGames.OpenAsync([new Uri(server.Address, "1/")], "A");
        report("copies");
        BenchCase[] cases =
        [
            new("a session's request", () => game.SendAsync(0)),
            Copies("the two copies of a small request: 70 and 140 bytes", 70, 140),
            Copies("the two copies of a large request: 16 KiB each", 16_384, 16_384),
        ];
        var rows = await new BenchRounds(options.Rounds * 4, options.PerRound / 2).TimeAsync("copies (ratio: a request's time to theirs)", cases, options.PerRound);
        return [.. rows.Select((row, i) => InNanoseconds(row, i == 0 ? 1 : Repeats))];
    }

    /// <summary>Repeats the copies so often that they can be timed.</summary>
    private static BenchCase Copies(string name, int body, int answer)
    {
        var (from, to) = (new byte[body + answer], new byte[body + answer]);
        return new BenchCase(name, () =>
        {
            for (var i = 0; i < Repeats; i++)
            {
                from.AsSpan(0, body).CopyTo(to);
                from.AsSpan(body).CopyTo(to.AsSpan(body));
            }

            return Task.CompletedTask;
        });
    }

    private static BenchRow InNanoseconds(BenchRow row, int repeats) => row with
    {
        Median = row.Median * NanosecondsPerMicrosecond / repeats,
        Low = row.Low * NanosecondsPerMicrosecond / repeats,
        High = row.High * NanosecondsPerMicrosecond / repeats,
        Unit = "ns",
        Ratio = row.Ratio * repeats,
    };
}
