using System.Globalization;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// A session's request over a Unix socket against one over TCP on loopback: one game, and eight at once; where the server answers at once, and where it
/// runs the shortest press in a real game.
/// </summary>
internal sealed class SocketBench(BenchOptions options, Action<string> report)
{
    private const int Games = 8;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation) =>
    [
        .. await CompareAsync("instant server", [], cancellation),
        .. await CompareAsync("real games", ["--games", Games.ToString(CultureInfo.InvariantCulture), .. options.EmulatorArguments], cancellation),
    ];

    private async Task<IReadOnlyList<BenchRow>> CompareAsync(string name, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-bench-");
        try
        {
            var path = Path.Combine(folder.FullName, "server.sock");
            using var server = await BenchProcess.StartAsync(cancellation, ["server", "--socket", path, .. arguments]);
            var games = Enumerable.Range(1, Games).Select(game => new Uri(server.Address, $"{game}/")).ToArray();
            using var tcp = await SessionGames.OpenAsync(games, "A");
            using var unix = await SessionGames.OpenAsync(games, "A", path);
            TransportWay[] ways = [new("TCP on loopback", tcp.SendAsync, server), new("Unix socket", unix.SendAsync, server)];
            var rounds = new TransportRounds(options, report);
            return
            [
                .. await rounds.CompareAsync($"sockets, {name}, 1 game", ways, 1, cancellation),
                .. await rounds.CompareAsync($"sockets, {name}, {Games} games", ways, Games, cancellation),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
