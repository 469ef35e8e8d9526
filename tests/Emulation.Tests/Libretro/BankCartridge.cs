using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>
/// An MBC5 cartridge of 128 KiB with 32 KiB of RAM and a battery, for the Game Boy Color. Over and over it switches to the RAM bank named at 0xC100 and
/// copies 0xA000 to 0xC101, then to the ROM bank named at 0xC102 and copies 0x4000 to 0xC103. The first byte of each ROM bank is its number.
/// </summary>
internal static class BankCartridge
{
    public const int RomBanks = 8;
    public const int RamBanks = 4;
    public const int BatterySize = 32 * 1024;
    public const ushort RamBank = 0xC100;
    public const ushort SeenInRam = 0xC101;
    public const ushort RomBank = 0xC102;
    public const ushort SeenInRom = 0xC103;

    private static readonly byte[] Program =
    [
        0xF3, // di
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // ld a,0x0A; ld (0x0000),a: RAM on
        0xFA, 0x00, 0xC1, 0xEA, 0x00, 0x40, // ld a,(0xC100); ld (0x4000),a: RAM bank
        0xFA, 0x00, 0xA0, 0xEA, 0x01, 0xC1, // ld a,(0xA000); ld (0xC101),a
        0xFA, 0x02, 0xC1, 0xEA, 0x00, 0x20, // ld a,(0xC102); ld (0x2000),a: ROM bank
        0xFA, 0x00, 0x40, 0xEA, 0x03, 0xC1, // ld a,(0x4000); ld (0xC103),a
        0x18, 0xE6, // jr to the first copy
    ];

    /// <summary>The cartridge, optionally with another type or RAM code.</summary>
    public static byte[] Build(byte type = 0x1B, byte ramCode = 0x03, byte color = 0x80)
    {
        var rom = new byte[RomBanks * 0x4000];
        MiniCartridge.Build().AsSpan(0, 0x150).CopyTo(rom);
        new byte[] { 0x00, 0xC3, 0x50, 0x01 }.CopyTo(rom, 0x100); // nop; jp 0x0150
        Program.CopyTo(rom, 0x150);
        for (var bank = 1; bank < RomBanks; bank++) rom[bank * 0x4000] = (byte)bank;
        (rom[0x143], rom[0x147], rom[0x148], rom[0x149]) = (color, type, 0x02, ramCode);
        rom[0x14D] = GameCartridge.ComputeHeaderChecksum(rom);
        return rom;
    }
}
