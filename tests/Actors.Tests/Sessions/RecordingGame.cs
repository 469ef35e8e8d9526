using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>A game that only tells what it saw: each run with buttons is a press, each frame without is one of waiting.</summary>
internal sealed class RecordingGame(Action<InputStep> saw) : IGame
{
    private readonly byte[] _memory = new byte[0x2000];

    public long FramesRun { get; private set; }

    public int StateSize => _memory.Length;

    public ReadOnlySpan<ushort> Picture => new ushort[160 * 144];

    public void Run(Button buttons, int frames, bool render)
    {
        FramesRun += frames;
        _memory[0]++;
        saw(new InputStep(buttons, buttons == Button.None ? frames : 0));
    }

    public void SaveState(Span<byte> destination) => _memory.CopyTo(destination);

    public void LoadState(ReadOnlySpan<byte> state) => state.CopyTo(_memory);

    public void Reset() => Array.Clear(_memory);

    public bool TryReadMemory(ushort address, Span<byte> destination)
    {
        var start = address - 0xC000;
        if (start < 0 || start + destination.Length > _memory.Length)
            return false;
        _memory.AsSpan(start, destination.Length).CopyTo(destination);
        return true;
    }

    public void Dispose()
    {
    }
}
