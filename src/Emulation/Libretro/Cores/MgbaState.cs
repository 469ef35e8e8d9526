using System.Buffers.Binary;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>mGBA 0.10's savestate: which of its bytes belong to the game, and which to this machine or to the core.</summary>
/// <remarks>
/// The console's state of 0x11800 bytes (include/mgba/internal/gb/serialize.h has the offsets), then records {u32 tag, i32 size, i64 offset in
/// the file} up to a tag of 0, then their data. Tag 2 is the cartridge's RAM, in a buffer of 128 KiB; tag 4 is the clock's source.
/// </remarks>
internal sealed class MgbaState
{
    /// <summary>Length of the console's state; the records follow it.</summary>
    public const int ConsoleLength = 0x11800;

    private const uint MagicLow = 0x0040_0000;
    private const uint MagicHigh = 0x0040_0003;
    private const int Title = 0x10;
    private const int TitleLength = 16;
    private const int TitleInCartridge = 0x134;
    private const int CpuCycles = 0x2C;
    private const int ExecutionState = 0x39;
    private const int ExecutionFetch = 3;
    private const int CpuFlags = 0x44;
    private const int CyclesPerSecond = 0x40_0000;
    private const byte IrqPending = 1 << 1;
    private const byte Halted = 1 << 4;
    private const int VideoX = 0xB4;
    private const int VideoY = 0xB6;
    private const short LeastX = -7;
    private const short MostX = 160;
    private const short MostY = 154;
    private const int DmaDestination = 0x172;
    private const int DmaRemaining = 0x17E;
    private const int OamLength = 0xA0;
    private const int ClockRegisters = 0x17F;
    private const int ClockRegistersLength = 5;
    private const int LastLatch = 0x184;
    private const int MemoryFlags = 0x194;
    private const byte InterruptsOn = 1 << 3;
    private const int Io = 0x300;
    private const int SerialData = Io + 0x01;
    private const int SerialControl = Io + 0x02;
    private const int InterruptFlags = Io + 0x0F;
    private const int BootRom = Io + 0x50;
    private const int InterruptEnable = 0x3FF;
    private const byte SerialInterrupt = 1 << 3;
    private const byte SerialRunning = 0x80;
    private const byte SerialOwnClock = 0x01;
    private const byte AllInterrupts = 0x1F;

    private const int RecordLength = 16;
    private const int MaxRecords = 16;
    private const uint BatteryTag = 2;
    private const uint ClockTag = 4;
    private const int ClockLength = 16;
    private const int FixedClock = 1;
    private const int FakeEpochClock = 2;
    private const byte Blank = 0xFF;
    private const byte BootRomGone = 1;

    // 2000-01-01T00:00:00Z; any fixed date would do.
    private const long EpochSeconds = 946_684_800;

    private readonly GameCartridge _cartridge;

    public MgbaState(GameCartridge cartridge) => _cartridge = cartridge;

    /// <summary>
    /// Replaces the host's clock. A cartridge with a clock gets a fake epoch that advances with the frames, and its registers start at zero. A
    /// cartridge with the same controller but without a clock can still latch the host's time. The time of the last latch is not part of a savestate,
    /// so the clock of such a cartridge stands still.
    /// </summary>
    public void PinClock(Span<byte> state)
    {
        var clock = state[Find(state, ClockTag)];
        if (clock.Length >= ClockLength)
        {
            BinaryPrimitives.WriteInt32LittleEndian(clock, _cartridge.HasClock ? FakeEpochClock : FixedClock);
            BinaryPrimitives.WriteInt32LittleEndian(clock[4..], 0);
            BinaryPrimitives.WriteInt64LittleEndian(clock[8..], EpochSeconds * 1000);
        }

        state.Slice(ClockRegisters, ClockRegistersLength).Clear();
        if (_cartridge.HasClock) BinaryPrimitives.WriteInt64LittleEndian(state[LastLatch..], EpochSeconds);
    }

    /// <summary>
    /// Makes three changes. It blanks the clock's bytes after the cartridge's RAM: the core writes them now and then for its save file, and nothing
    /// reads them from a savestate. It ends a serial transfer that is under way: the savestate does not contain the transfer, and a game that waits
    /// for its end would wait for ever. It changes values that the core saves but refuses to load: a game that switches the screen at odd moments can
    /// have a column before the first that the core accepts, and a game can write to the boot ROM's register.
    /// </summary>
    public void Clean(Span<byte> state)
    {
        var battery = state[Find(state, BatteryTag)];
        if (battery.Length > _cartridge.RamSize) battery[_cartridge.RamSize..].Fill(Blank);
        FinishSerialTransfer(state);
        Clamp(state[VideoX..], LeastX, MostX);
        Clamp(state[VideoY..], 0, MostY);
        if (state[BootRom] == Blank) state[BootRom] = BootRomGone;
    }

    /// <summary>Why the core would refuse the state: the core's own checks, and that all records lie within the state.</summary>
    public string? Refusal(ReadOnlySpan<byte> state)
    {
        var cycles = BinaryPrimitives.ReadInt32LittleEndian(state[CpuCycles..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(state) is < MagicLow or > MagicHigh) return "mGBA's mark is missing";
        if (!state.Slice(Title, TitleLength).SequenceEqual(_cartridge.Bytes.Span.Slice(TitleInCartridge, TitleLength))) return "it has another title";
        if (cycles is < 0 or >= CyclesPerSecond || state[ExecutionState] != ExecutionFetch) return "the processor's state is impossible";
        if (BinaryPrimitives.ReadInt16LittleEndian(state[VideoX..]) is < LeastX or > MostX) return "the video's column is impossible";
        if (BinaryPrimitives.ReadInt16LittleEndian(state[VideoY..]) is < 0 or > MostY) return "the video's line is impossible";
        if (BinaryPrimitives.ReadUInt16LittleEndian(state[DmaDestination..]) + state[DmaRemaining] > OamLength) return "a transfer to OAM is impossible";
        if (state[BootRom] == Blank) return "the boot ROM is switched in";
        return state[Find(state, ClockTag)].Length < ClockLength ? "the clock's record is missing" : null;
    }

    /// <summary>Where the bytes that the battery keeps are; empty without a battery. An MBC2 has 256 bytes, with two half bytes in each.</summary>
    public Range Battery(ReadOnlySpan<byte> state) => Saved(state, _cartridge.BatterySize);

    /// <summary>Where the cartridge's RAM is, without the clock's bytes that the core adds after it.</summary>
    public Range CartridgeRam(ReadOnlySpan<byte> state) => Saved(state, _cartridge.RamSize);

    // The record is as long as the largest save file, however much RAM the cartridge has.
    private static Range Saved(ReadOnlySpan<byte> state, int size)
    {
        var (start, length) = Find(state, BatteryTag).GetOffsetAndLength(state.Length);
        return start..(start + Math.Min(length, size));
    }

    /// <summary>Where a record's data is; empty if there is no such record, or it would lie outside the state.</summary>
    private static Range Find(ReadOnlySpan<byte> state, uint wanted)
    {
        for (var i = 0; i < MaxRecords; i++)
        {
            var at = ConsoleLength + (i * RecordLength);
            if (at + RecordLength > state.Length) break;
            var tag = BinaryPrimitives.ReadUInt32LittleEndian(state[at..]);
            if (tag == 0) break;
            if (tag != wanted) continue;
            var size = BinaryPrimitives.ReadInt32LittleEndian(state[(at + 4)..]);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(state[(at + 8)..]);
            if (size >= 0 && offset >= 0 && offset <= state.Length - size) return new Range((int)offset, (int)offset + size);
        }

        return default;
    }

    private static void Clamp(Span<byte> at, short least, short most)
    {
        var value = BinaryPrimitives.ReadInt16LittleEndian(at);
        if (value < least || value > most) BinaryPrimitives.WriteInt16LittleEndian(at, Math.Clamp(value, least, most));
    }

    /// <summary>Like the end of a transfer without a partner: all bits read as one, and the interrupt is requested.</summary>
    private static void FinishSerialTransfer(Span<byte> state)
    {
        const byte underWay = SerialRunning | SerialOwnClock;
        if ((state[SerialControl] & underWay) != underWay) return;
        state[SerialControl] &= unchecked((byte)~SerialRunning);
        state[SerialData] = 0xFF;
        state[InterruptFlags] |= SerialInterrupt;
        if ((state[InterruptFlags] & state[InterruptEnable] & AllInterrupts) == 0) return;
        state[CpuFlags] &= unchecked((byte)~Halted);
        if ((state[MemoryFlags] & InterruptsOn) != 0) state[CpuFlags] |= IrqPending;
    }
}
