using System.Security.Cryptography;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Cluster.Tests.Truth;

/// <summary>
/// The reference: a core of its own in this process, switched on once. Nothing is ever loaded into it, and it is used by no server and no node; it
/// plays inputs and gives the hash of its state.
/// </summary>
internal sealed class UndisturbedGame : IDisposable
{
    // The same timing as on the servers of the cluster: see GameServers.FastPresses, and --start-frames.
    private const int Hold = 2;
    private const int Wait = 2;
    private const int StartFrames = 60;

    private readonly IGame _game;

    public UndisturbedGame(LibretroGameFactory factory)
    {
        _game = factory.Create();
        Run(Button.None, StartFrames);
        _game.EndStep();
    }

    public void Play(string input)
    {
        foreach (var step in InputSequence.Parse(input).Steps)
        {
            if (!step.IsWait)
                _game.Run(step.Buttons, step.HasHold ? step.Frames : Hold, render: false);
            Run(Button.None, step.IsWait ? step.Frames : Wait);
            _game.EndStep();
        }
    }

    public string Hash()
    {
        var state = new byte[_game.StateSize];
        _game.SaveState(state);
        return Convert.ToHexStringLower(SHA256.HashData(state));
    }

    public void Dispose() => _game.Dispose();

    private void Run(Button buttons, int frames) => _game.Run(buttons, frames, render: true);
}
