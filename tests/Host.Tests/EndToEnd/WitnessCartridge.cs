using ActorInput.Emulation.Cartridge;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>
/// A cartridge (MBC5, 32 KiB of RAM with a battery) that records its memory at each press of A: the byte at 0xC100 goes to 0xC200 + n, the byte at
/// 0xA000 to 0xC101. 0xC1FF counts the presses.
/// </summary>
internal static class WitnessCartridge
{
    public const int BatterySize = 32 * 1024;
    public const string Watched = "0xC100";
    public const string SeenInBattery = "0xC101";
    public const string Log = "0xC200";

    private static readonly byte[] Program =
    [
        0xF3, // di
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // RAM on
        0xAF, 0xEA, 0xFF, 0xC1, 0xEA, 0x00, 0xC1, 0xEA, 0xFE, 0xC1, // count, watched byte and last button are 0
        0x3E, 0x10, 0xE0, 0x00, 0xF0, 0x00, 0xF0, 0x00, 0x2F, 0xE6, 0x01, 0x47, // loop: b = A is held
        0xFA, 0xFE, 0xC1, 0xEE, 0x01, 0xA0, 0x4F, // c = it was not before
        0x78, 0xEA, 0xFE, 0xC1, // that is the last button now
        0x79, 0xA7, 0x28, 0xE5, // to the loop unless it was pressed
        0xFA, 0xFF, 0xC1, 0x5F, 0x3C, 0xEA, 0xFF, 0xC1, // e = the count, which grows
        0x16, 0xC2, 0xFA, 0x00, 0xC1, 0x12, // (0xC200 + e) = the watched byte
        0xFA, 0x00, 0xA0, 0xEA, 0x01, 0xC1, // what the cartridge's RAM begins with
        0x18, 0xCF, // to the loop
    ];

    /// <summary>The cartridge's bytes.</summary>
    public static byte[] Build()
    {
        var rom = new byte[32 * 1024];
        DemoCartridge.ReadRom().AsSpan(0, 0x150).CopyTo(rom);
        new byte[] { 0x00, 0xC3, 0x50, 0x01 }.CopyTo(rom, 0x100); // nop; jp 0x0150
        Program.CopyTo(rom, 0x150);
        (rom[0x143], rom[0x146], rom[0x147], rom[0x148], rom[0x149]) = (0, 0, 0x1B, 0, 0x03);
        var sum = 0;
        for (var i = 0x134; i < 0x14D; i++)
            sum = sum - rom[i] - 1;
        rom[0x14D] = (byte)sum;
        return rom;
    }
}
