using System.Globalization;
using System.Net;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>HTTP/2 on one connection against HTTP/1.1 with a connection for each request in flight: 1, 8 and 64 games of one server.</summary>
internal sealed class MultiplexBench(BenchOptions options, Action<string> report)
{
    private static readonly byte[] Body = """{"inputs":["A"],"epoch":1,"sequence":17,"game":"bench"}"""u8.ToArray();

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var one = await BenchProcess.StartAsync(cancellation, "server");
        using var two = await BenchProcess.StartAsync(cancellation, "server", "--http2");
        using var http1 = new RawClient(HttpVersion.Version11);
        using var http2 = new RawClient(HttpVersion.Version20);
        TransportWay[] ways =
        [
            new("HTTP/1.1", game => http1.PostAsync(Game(one, game), Body), one),
            new("HTTP/2, one connection", game => http2.PostAsync(Game(two, game), Body), two),
        ];
        var rows = new List<BenchRow>();
        foreach (var games in (int[])[1, 8, 64])
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"HTTP/2, {games} {(games == 1 ? "game" : "games")}");
            rows.AddRange(await new TransportRounds(options, report).CompareAsync(name, ways, games, cancellation));
        }

        return rows;
    }

    private static Uri Game(BenchProcess server, int game) => new(server.Address, string.Create(CultureInfo.InvariantCulture, $"{game + 1}/inputs"));
}
