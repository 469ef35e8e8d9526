using System.Globalization;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Host.Nodes;

namespace ActorInput.Benchmarks.Server;

/// <summary>Real games behind the benchmarks' server: each request runs the shortest press, two frames, in the game that its path names.</summary>
internal sealed class BenchGames : IDisposable
{
    private readonly IGameFactory _factory;
    private readonly IGame[] _games;

    /// <param name="count">How many; the number in a path, 1 to this, names one.</param>
    /// <param name="rom">The cartridge; null for the demo cartridge.</param>
    /// <param name="core">The core; null to look for it.</param>
    public BenchGames(int count, string? rom, string? core)
    {
        _factory = GameFiles.Load(rom, core);
        _games = [.. Enumerable.Range(0, count).Select(_ => _factory.Create())];
    }

    /// <summary>Presses A for a frame and releases it for another.</summary>
    public void Press(string path)
    {
        var number = path.AsSpan(1);
        var game = _games[int.Parse(number[..number.IndexOf('/')], CultureInfo.InvariantCulture) - 1];
        lock (game)
        {
            game.Run(Button.A, 1, render: false);
            game.Run(Button.None, 1, render: false);
            game.EndStep();
        }
    }

    public void Dispose()
    {
        foreach (var game in _games)
            game.Dispose();
        _factory.Dispose();
    }
}
