using System.Globalization;
using System.Net;
using ActorInput.Actors.Sessions;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// HTTP/2 on one connection against HTTP/1.1 with a connection for each request in flight: a bare client with 1, 8 and 64 games of one server, also with
/// real games, and two whole nodes with 8 emulators.
/// </summary>
internal sealed class MultiplexBench(BenchOptions options, Action<string> report)
{
    private const int Emulators = 8;
    private static readonly byte[] Body = """{"inputs":["A"],"epoch":1,"sequence":17,"game":"bench"}"""u8.ToArray();
    private readonly TransportRounds _rounds = new(options, report);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var one = await BenchProcess.StartAsync(cancellation, "server");
        using var two = await BenchProcess.StartAsync(cancellation, "server", "--http2");
        string[] real = ["--games", Emulators.ToString(CultureInfo.InvariantCulture), .. options.EmulatorArguments];
        using var realOne = await BenchProcess.StartAsync(cancellation, ["server", .. real]);
        using var realTwo = await BenchProcess.StartAsync(cancellation, ["server", "--http2", .. real]);
        return
        [
            .. await BareAsync("instant server", one, two, [1, 8, 64], cancellation),
            .. await BareAsync("real games", realOne, realTwo, [1, Emulators], cancellation),
            .. await NodesAsync(one, two, cancellation),
        ];
    }

    private async Task<IReadOnlyList<BenchRow>> BareAsync(string server, BenchProcess one, BenchProcess two, int[] counts, CancellationToken cancellation)
    {
        using var http1 = new RawClient(HttpVersion.Version11);
        using var http2 = new RawClient(HttpVersion.Version20);
        TransportWay[] ways =
        [
            new("HTTP/1.1", game => http1.PostAsync(new Uri(Game(one, game), "inputs"), Body), one),
            new("HTTP/2, one connection", game => http2.PostAsync(new Uri(Game(two, game), "inputs"), Body), two),
        ];
        var rows = new List<BenchRow>();
        foreach (var games in counts)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"HTTP/2, a bare client, {server}, {games} {(games == 1 ? "game" : "games")}");
            rows.AddRange(await _rounds.CompareAsync(name, ways, games, cancellation));
        }

        return rows;
    }

    /// <summary>What is left of it in a node: for each input, with the actors and the gathering around the requests.</summary>
    private async Task<IReadOnlyList<BenchRow>> NodesAsync(BenchProcess one, BenchProcess two, CancellationToken cancellation)
    {
        report("HTTP/2, a node: starting");
        using var sessions = new EmulatorSessionFactory(new Http2Handler(), null);
        await using var http1 = await BenchNode.StartAsync([.. Enumerable.Range(0, Emulators).Select(game => Game(one, game))]);
        await using var http2 = await BenchNode.StartAsync([.. Enumerable.Range(0, Emulators).Select(game => Game(two, game))], sessions: sessions);
        var press = InputSequence.Parse("A");
        TransportWay[] ways =
        [
            new("HTTP/1.1", emulator => http1.SendAsync(emulator, press), one),
            new("HTTP/2, one connection", emulator => http2.SendAsync(emulator, press), two),
        ];
        var rows = new List<BenchRow>();
        foreach (var pressers in (int[])[1, 8])
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"HTTP/2, a node, {Emulators} emulators with {pressers} {(pressers == 1 ? "presser" : "pressers")} each");
            rows.AddRange(await _rounds.CompareAsync(name, ways, Emulators, cancellation, pressers));
        }

        return rows;
    }

    private static Uri Game(BenchProcess server, int game) => new(server.Address, string.Create(CultureInfo.InvariantCulture, $"{game + 1}/"));
}
