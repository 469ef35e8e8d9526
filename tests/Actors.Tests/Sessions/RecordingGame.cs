using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>
/// A game that only reports what it saw: each run with buttons is a press, each frame without buttons is a frame of waiting. It is for a server with
/// the shortest wait: the one frame that separates two presses is part of the press.
/// </summary>
internal sealed class RecordingGame(Action<InputStep> saw) : IGame
{
    private readonly byte[] _memory = new byte[0x2000];
    private bool _pressed;

    public long FramesRun { get; private set; }

    public int StateSize => _memory.Length;

    public int BatterySize => 0;

    public ReadOnlySpan<ushort> Picture => new ushort[160 * 144];

    public void Run(Button buttons, int frames, bool render)
    {
        FramesRun += frames;
        if (buttons != Button.None)
            Note(new InputStep(buttons, 0));
        else if (frames > (_pressed ? 1 : 0))
            Note(new InputStep(Button.None, frames - (_pressed ? 1 : 0)));
        _pressed = buttons != Button.None;
    }

    public void EndStep()
    {
    }

    private void Note(InputStep step)
    {
        _memory[0]++;
        saw(step);
    }

    public void SaveState(Span<byte> destination) => _memory.CopyTo(destination);

    public void LoadState(ReadOnlySpan<byte> state) => state.CopyTo(_memory);

    public void StartFresh() => Reset();

    public void Reset() => Array.Clear(_memory);

    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination)
    {
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        var start = address - 0xC000;
        if (start < 0 || start + destination.Length > _memory.Length)
            return MemoryAccess.NotMapped;
        _memory.AsSpan(start, destination.Length).CopyTo(destination);
        return MemoryAccess.Done;
    }

    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var start = address - 0xC000;
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        if (start < 0 || start + bytes.Length > _memory.Length)
            return MemoryAccess.NotMapped;
        bytes.CopyTo(_memory.AsSpan(start));
        return MemoryAccess.Done;
    }

    public void ReadBattery(Span<byte> destination)
    {
    }

    public void WriteBattery(ReadOnlySpan<byte> bytes)
    {
    }

    public void Dispose()
    {
    }
}
