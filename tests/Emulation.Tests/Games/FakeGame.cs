using System.Buffers.Binary;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Games;

/// <summary>
/// A deterministic stand-in for a core. Its memory is work RAM; a hash in it depends on every frame and on the buttons that were held; a ledger at
/// 0xC100 records the presses: 'REIN', the count at 0xC104, the last 256 masks from 0xC110 on.
/// </summary>
internal sealed class FakeGame : IGame
{
    public const int Size = RamSize + 3;
    public const ushort Ledger = 0xC100;
    private const int RamStart = 0xC000;
    private const int RamSize = 0x2000;
    private const int HashAt = 0;
    private const int CountAt = 0x104;
    private const int RingAt = 0x110;

    private readonly byte[] _ram = new byte[RamSize];
    private readonly ushort[] _picture = new ushort[160 * 144];
    private Button _held;
    private int _inside;

    public FakeGame() => Reset();

    public long FramesRun { get; private set; }

    public int StateSize => Size;

    public int BatterySize => Battery.Length;

    /// <summary>The battery's contents; empty without a battery. A fresh start fills it with 0xFF.</summary>
    public byte[] Battery { get; init; } = [];

    public ReadOnlySpan<ushort> Picture => _picture;

    /// <summary>Every call of Run, in order.</summary>
    public List<(Button Buttons, int Frames, bool Render)> Runs { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Called at the start of every Run; may block or throw.</summary>
    public Action<FakeGame>? OnRun { get; set; }

    /// <summary>True once two threads have used the game at the same time.</summary>
    public bool WasShared { get; private set; }

    private ulong Hash
    {
        get => BinaryPrimitives.ReadUInt64LittleEndian(_ram.AsSpan(HashAt));
        set => BinaryPrimitives.WriteUInt64LittleEndian(_ram.AsSpan(HashAt), value);
    }

    public void Run(Button buttons, int frames, bool render)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (Interlocked.Increment(ref _inside) != 1)
            WasShared = true;
        try
        {
            OnRun?.Invoke(this);
            Runs.Add((buttons, frames, render));
            for (var i = 0; i < frames; i++)
                RunFrame(buttons);
            if (render)
                _picture.AsSpan().Fill((ushort)Hash);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void EndStep()
    {
    }

    public void SaveState(Span<byte> destination)
    {
        _ram.CopyTo(destination);
        destination[RamSize] = (byte)_held;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[(RamSize + 1)..], _picture[0]);
    }

    public void LoadState(ReadOnlySpan<byte> state)
    {
        if (state.Length != Size || !state.Slice(Ledger - RamStart, 4).SequenceEqual("REIN"u8))
            throw new ArgumentException("Not a state of this game.", nameof(state));
        state[..RamSize].CopyTo(_ram);
        _held = (Button)state[RamSize];
        _picture.AsSpan().Fill(BinaryPrimitives.ReadUInt16LittleEndian(state[(RamSize + 1)..]));
    }

    public void StartFresh()
    {
        Reset();
        Array.Fill(Battery, (byte)0xFF);
    }

    public void Reset()
    {
        Array.Clear(_ram);
        "REIN"u8.CopyTo(_ram.AsSpan(Ledger - RamStart));
        Array.Clear(_picture);
        _held = Button.None;
        FramesRun = 0;
    }

    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination)
    {
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        var start = address - RamStart;
        if (start < 0 || start + destination.Length > RamSize)
            return MemoryAccess.NotMapped;
        _ram.AsSpan(start, destination.Length).CopyTo(destination);
        return MemoryAccess.Done;
    }

    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var start = address - RamStart;
        if (bank is not null)
            return MemoryAccess.NoSuchBank;
        if (start < 0 || start + bytes.Length > _ram.Length)
            return MemoryAccess.NotMapped;
        bytes.CopyTo(_ram.AsSpan(start));
        return MemoryAccess.Done;
    }

    public void ReadBattery(Span<byte> destination) => Battery.CopyTo(destination);

    public void WriteBattery(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Battery);

    public void Dispose() => IsDisposed = true;

    private void RunFrame(Button buttons)
    {
        Hash = ((Hash ^ (byte)buttons) * 0x9E3779B97F4A7C15) + 1;
        if (buttons != Button.None && buttons != _held)
        {
            var count = BinaryPrimitives.ReadUInt32LittleEndian(_ram.AsSpan(CountAt));
            _ram[RingAt + (int)(count % 256)] = (byte)buttons;
            BinaryPrimitives.WriteUInt32LittleEndian(_ram.AsSpan(CountAt), count + 1);
        }

        _held = buttons;
        FramesRun++;
    }
}
