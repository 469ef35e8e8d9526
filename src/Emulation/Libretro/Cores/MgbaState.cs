using System.Buffers.Binary;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// Takes the host's clock out of a savestate. A cartridge with a clock reads the host's time unless the state says otherwise; set to a fake
/// epoch, the game's clock goes with the frames it runs, so the same inputs give the same bytes whenever they run.
/// </summary>
/// <remarks>
/// mGBA 0.10's format: the console's state, then records {u32 tag, i32 size, i64 offset in the file} up to a tag of 0, then their data. Tag 4 is
/// the clock: {i32 type, i32 padding, i64 value}; type 2 is the fake epoch in milliseconds since 1970. Tag 2 is what a battery keeps: the
/// cartridge's RAM, behind which the core now and then notes the clock for its save file. When it does so is no part of the state, and
/// nothing reads it back from there, so it is blanked.
/// </remarks>
internal sealed class MgbaState
{
    private const int ConsoleStateLength = 0x11800;
    private const int RecordLength = 16;
    private const int MaxRecords = 16;
    private const uint BatteryTag = 2;
    private const uint ClockTag = 4;
    private const int ClockLength = 16;
    private const int FakeEpochType = 2;
    private const byte Blank = 0xFF;

    // 2000-01-01T00:00:00Z: any fixed date will do.
    private const long Epoch = 946_684_800_000;

    private readonly GameCartridge _cartridge;

    public MgbaState(GameCartridge cartridge) => _cartridge = cartridge;

    /// <summary>Puts the fake epoch into a state, if it has a clock record.</summary>
    public static void PinClock(Span<byte> state)
    {
        var clock = state[Find(state, ClockTag)];
        if (clock.Length < ClockLength) return;
        BinaryPrimitives.WriteInt32LittleEndian(clock, FakeEpochType);
        BinaryPrimitives.WriteInt32LittleEndian(clock[4..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(clock[8..], Epoch);
    }

    /// <summary>Blanks what the core notes of the clock behind the cartridge's RAM.</summary>
    public void Clean(Span<byte> state)
    {
        if (!_cartridge.HasClock) return;
        var battery = state[Find(state, BatteryTag)];
        if (battery.Length > _cartridge.RamSize) battery[_cartridge.RamSize..].Fill(Blank);
    }

    /// <summary>Where what the battery keeps lies.</summary>
    public Range Battery(ReadOnlySpan<byte> state)
    {
        var (start, length) = Find(state, BatteryTag).GetOffsetAndLength(state.Length);
        return start..(start + Math.Min(length, _cartridge.RamSize));
    }

    /// <summary>Says what lies at an offset.</summary>
    public static string Describe(ReadOnlySpan<byte> state, int offset) => $"byte 0x{offset:X} of mGBA's state";

    /// <summary>Where a record's data lies; empty when there is none, or it would lie outside.</summary>
    private static Range Find(ReadOnlySpan<byte> state, uint wanted)
    {
        for (var i = 0; i < MaxRecords; i++)
        {
            var at = ConsoleStateLength + (i * RecordLength);
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
}
