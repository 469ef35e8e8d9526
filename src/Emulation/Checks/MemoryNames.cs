using System.Globalization;

namespace ActorInput.Emulation.Checks;

/// <summary>Addresses of a Game Boy in words, for people who read what differs.</summary>
/// <remarks>Names are those of Pan Docs, "Memory Map" and "Hardware Registers" (https://gbdev.io/pandocs/Memory_Map.html).</remarks>
public static class MemoryNames
{
    private const ushort FirstRegister = 0xFF00;
    private const ushort InterruptEnable = 0xFFFF;

    private static readonly Dictionary<int, string> Registers = new()
    {
        [0x00] = "P1",
        [0x01] = "SB",
        [0x02] = "SC",
        [0x04] = "DIV",
        [0x05] = "TIMA",
        [0x06] = "TMA",
        [0x07] = "TAC",
        [0x0F] = "IF",
        [0x10] = "NR10",
        [0x11] = "NR11",
        [0x12] = "NR12",
        [0x13] = "NR13",
        [0x14] = "NR14",
        [0x16] = "NR21",
        [0x17] = "NR22",
        [0x18] = "NR23",
        [0x19] = "NR24",
        [0x1A] = "NR30",
        [0x1B] = "NR31",
        [0x1C] = "NR32",
        [0x1D] = "NR33",
        [0x1E] = "NR34",
        [0x20] = "NR41",
        [0x21] = "NR42",
        [0x22] = "NR43",
        [0x23] = "NR44",
        [0x24] = "NR50",
        [0x25] = "NR51",
        [0x26] = "NR52",
        [0x40] = "LCDC",
        [0x41] = "STAT",
        [0x42] = "SCY",
        [0x43] = "SCX",
        [0x44] = "LY",
        [0x45] = "LYC",
        [0x46] = "DMA",
        [0x47] = "BGP",
        [0x48] = "OBP0",
        [0x49] = "OBP1",
        [0x4A] = "WY",
        [0x4B] = "WX",
        [0x4D] = "KEY1",
        [0x4F] = "VBK",
        [0x51] = "HDMA1",
        [0x52] = "HDMA2",
        [0x53] = "HDMA3",
        [0x54] = "HDMA4",
        [0x55] = "HDMA5",
        [0x56] = "RP",
        [0x68] = "BCPS",
        [0x69] = "BCPD",
        [0x6A] = "OCPS",
        [0x6B] = "OCPD",
        [0x6C] = "OPRI",
        [0x70] = "SVBK",
        [0x76] = "PCM12",
        [0x77] = "PCM34",
    };

    /// <summary>A register's name with its address, or the region with the address.</summary>
    public static string Of(ushort address)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"0x{address:X4}");
        if (address == InterruptEnable)
            return $"IE ({text})";
        if (address >= FirstRegister && Registers.TryGetValue(address - FirstRegister, out var register))
            return $"{register} ({text})";
        return $"{RegionOf(address)} {text}";
    }

    private static string RegionOf(ushort address) => address switch
    {
        < 0x4000 => "ROM",
        < 0x8000 => "switched ROM bank",
        < 0xA000 => "video RAM",
        < 0xC000 => "cartridge RAM",
        < 0xE000 => "work RAM",
        < 0xFE00 => "echo of work RAM",
        < 0xFEA0 => "sprites (OAM)",
        < FirstRegister => "unusable memory",
        >= 0xFF30 and <= 0xFF3F => "wave RAM",
        < 0xFF80 => "I/O register",
        _ => "high RAM",
    };
}
