using System.Buffers.Binary;
using System.Text;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>
/// A game that plays as the cartridge of the recorded transcript did: the position starts at (5,6), each press counts and is spelled out. Its whole
/// state is also visible in its memory, from 0xC000 on.
/// </summary>
internal sealed class FakeGame : IGame
{
    public const int Length = 512;
    private const int Frames = 0;
    private const int Presses = 8;
    private const int X = 12;
    private const int Y = 13;
    private const int Held = 14;
    private const int TextLength = 16;
    private const int Text = 18;
    private const int Checksum = Length - 4;
    private const int Shown = Checksum - 2;

    private readonly ushort[] _picture = new ushort[160 * 144];
    private byte[] _state = Fresh();

    public long FramesRun { get; private set; }

    public int StateSize => Length;

    public int BatterySize => 0;

    public ReadOnlySpan<ushort> Picture => _picture;

    public byte[] StateBytes()
    {
        var state = new byte[Length];
        SaveState(state);
        return state;
    }

    public static byte[] Fresh()
    {
        var state = new byte[Length];
        state[X] = 5;
        state[Y] = 6;
        return state;
    }

    public void Run(Button buttons, int frames, bool render)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var span = _state.AsSpan();
        BinaryPrimitives.WriteInt64LittleEndian(span, BinaryPrimitives.ReadInt64LittleEndian(span[Frames..]) + frames);
        if (buttons != Button.None && (Button)span[Held] != buttons)
            Press(buttons, span);
        span[Held] = (byte)buttons;
        FramesRun += frames;
        if (render)
            _picture.AsSpan().Fill((ushort)BinaryPrimitives.ReadInt64LittleEndian(span));
    }

    public void EndStep()
    {
    }

    public void SaveState(Span<byte> destination)
    {
        _state.CopyTo(destination);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[Shown..], _picture[0]);
        BinaryPrimitives.WriteInt32LittleEndian(destination[Checksum..], Sum(destination));
    }

    public void LoadState(ReadOnlySpan<byte> state)
    {
        if (state.Length != Length || BinaryPrimitives.ReadInt32LittleEndian(state[Checksum..]) != Sum(state))
            throw new ArgumentException("Not a state of this game.", nameof(state));
        _state = state.ToArray();
        _picture.AsSpan().Fill(BinaryPrimitives.ReadUInt16LittleEndian(state[Shown..]));
        _state.AsSpan(Shown).Clear();
    }

    public void StartFresh() => Reset();

    public void Reset()
    {
        _state = Fresh();
        Array.Clear(_picture);
        FramesRun = 0;
    }

    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination)
    {
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        if (address < 0xC000 || address - 0xC000 + destination.Length > Length)
            return MemoryAccess.NotMapped;
        _state.AsSpan(address - 0xC000, destination.Length).CopyTo(destination);
        return MemoryAccess.Done;
    }

    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var start = address - 0xC000;
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        if (start < 0 || start + bytes.Length > _state.Length)
            return MemoryAccess.NotMapped;
        bytes.CopyTo(_state.AsSpan(start));
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

    public static (int Presses, int X, int Y, string Letters) Read(ReadOnlySpan<byte> memory) =>
        (BinaryPrimitives.ReadInt32LittleEndian(memory[Presses..]), memory[X], memory[Y],
            Encoding.ASCII.GetString(memory.Slice(Text, BinaryPrimitives.ReadInt16LittleEndian(memory[TextLength..]))));

    private static void Press(Button buttons, Span<byte> state)
    {
        BinaryPrimitives.WriteInt32LittleEndian(state[Presses..], BinaryPrimitives.ReadInt32LittleEndian(state[Presses..]) + 1);
        state[X] += (byte)(buttons.HasFlag(Button.Right) ? 1 : 0);
        state[Y] -= (byte)(buttons.HasFlag(Button.Up) ? 1 : 0);
        var length = BinaryPrimitives.ReadInt16LittleEndian(state[TextLength..]);
        if (Text + length >= Shown)
            return;
        state[Text + length] = (byte)buttons.ToString()[0];
        BinaryPrimitives.WriteInt16LittleEndian(state[TextLength..], (short)(length + 1));
    }

    private static int Sum(ReadOnlySpan<byte> state)
    {
        var sum = 17;
        foreach (var b in state[..Checksum])
            sum = (sum * 31) + b;
        return sum;
    }
}
