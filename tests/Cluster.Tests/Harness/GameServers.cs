using System.Globalization;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>An emulator server that no node started, so its games go on whatever happens to nodes.</summary>
internal sealed class GameServers : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private GameServers(ChildProcess process) => _process = process;

    /// <summary>Frames of a press, so few that hundreds a second cost little.</summary>
    public static IReadOnlyList<string> FastPresses { get; } = ["--hold", "2", "--wait", "2"];

    /// <summary>Addresses of its games.</summary>
    public IReadOnlyList<string> Games { get; private set; } = [];

    /// <summary>Starts <c>emulator</c> with a number of games. Nodes in other network spaces call it by the address of a relay.</summary>
    public static async Task<GameServers> StartAsync(int count, string data)
    {
        string[] arguments = ["emulator", "--port", "0", "--count", count.ToString(CultureInfo.InvariantCulture), "--json", "--exit-with-stdin", "--allow-host", "*", "--data", data, .. FastPresses];
        var server = new GameServers(ChildProcess.StartHost("emulator server", arguments));
        try
        {
            var ready = await server._process.ReadyAsync();
            server.Games = [.. ready.GetProperty("games").EnumerateArray().Select(game => game.GetString()!)];
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
