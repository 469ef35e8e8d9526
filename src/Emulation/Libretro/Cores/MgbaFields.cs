namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>Names the fields of mGBA 0.10's savestate, for reports about states that differ.</summary>
/// <remarks>The offsets are those of its include/mgba/internal/gb/serialize.h.</remarks>
internal static class MgbaFields
{
    private const int Records = 0x11800;

    private static readonly (int Start, string Name)[] Fields =
    [
        (0x0, "header"), (0xC, "clock cycles"), (0x10, "title"), (0x20, "processor: registers"), (0x2C, "processor: cycles"),
        (0x34, "processor: bus"), (0x3C, "processor: interrupts"), (0x48, "sound channel 1: envelope, length and sweep frequency"),
        (0x4C, "sound: next frame"), (0x54, "sound channel 1: sweep"), (0x58, "sound channel 1: last update"),
        (0x5C, "sound channel 2: envelope and length"), (0x68, "sound channel 2: last update"), (0x6C, "sound channel 3: wave RAM"),
        (0x8C, "sound channel 3: length"), (0x90, "sound channel 3: next event"), (0x94, "sound channel 4: noise register"),
        (0x98, "sound channel 4: envelope and length"), (0x9C, "sound channel 4: timing"), (0xA4, "sound: volumes and frame"),
        (0xA8, "sound: output filter"), (0xB0, "sound: next sample"), (0xB4, "video: position"), (0xB8, "video: next events"),
        (0xC4, "video: dot counter"), (0xC8, "video: frame counter"), (0xCC, "video: bank and mode"), (0xD0, "video: palettes"),
        (0x154, "timer"), (0x168, "memory: banks"), (0x16C, "memory: DMA and HDMA"), (0x17F, "cartridge: clock registers"),
        (0x184, "cartridge: bank controller"), (0x194, "memory: flags"), (0x196, "cartridge: bus"), (0x198, "clock cycles"),
        (0x1A0, "cartridge: bus"), (0x1D8, "sound: samples"), (0x260, "OAM"), (0x300, "I/O registers"), (0x380, "high RAM"),
        (0x3FF, "interrupt enable"), (0x400, "video RAM"), (0x4400, "work RAM"), (0xC400, "reserved"), (0xC780, "Super Game Boy"),
        (Records, "cartridge RAM and clock record"),
    ];

    /// <summary>Names the field at an offset; for memory, also the game's address.</summary>
    public static string Describe(ReadOnlySpan<byte> state, int offset)
    {
        var index = Array.FindLastIndex(Fields, field => field.Start <= offset);
        var name = Fields[Math.Max(index, 0)].Name;
        var address = offset switch
        {
            >= 0x260 and < 0x300 => 0xFE00 + offset - 0x260,
            >= 0x300 and < 0x400 => 0xFF00 + offset - 0x300,
            >= 0x400 and < 0x2400 => 0x8000 + offset - 0x400,
            >= 0x4400 and < 0x6400 => 0xC000 + offset - 0x4400,
            _ => 0,
        };
        var place = address > 0 ? $"0x{address:X4}" : $"offset 0x{offset:X} of {state.Length:N0}";
        return $"{name} ({place})";
    }
}
