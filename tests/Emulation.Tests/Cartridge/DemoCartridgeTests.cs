using System.Text;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Emulation.Tests.Cartridge;

public sealed class DemoCartridgeTests
{
    [Fact]
    public void ReadRom_Always_GivesAWholeCartridgeThatACoreAccepts()
    {
        var rom = DemoCartridge.ReadRom();

        Assert.Equal(DemoCartridge.Size, rom.Length);
        AssertHeader(rom, "DEMO");
    }

    [Fact]
    public void ReadRom_Twice_GivesArraysThatDoNotShareMemory()
    {
        var first = DemoCartridge.ReadRom();
        first[0x134] ^= 0xFF;

        Assert.NotEqual(first, DemoCartridge.ReadRom());
    }

    [Fact]
    public void OtherCartridge_Always_IsAnotherCartridgeThatACoreAccepts()
    {
        var rom = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cartridges", "other.gb"));

        AssertHeader(rom, "OTHER");
        Assert.NotEqual(DemoCartridge.ReadRom(), rom);
    }

    [Fact]
    public void LedgerAddresses_Always_FollowEachOtherWithoutAGap()
    {
        int[] sizes = [4, 4, 4, 4, DemoCartridge.RingCapacity, 4 * DemoCartridge.RingCapacity, 4];
        int[] addresses =
        [
            DemoCartridge.LedgerAddress, DemoCartridge.PressCountAddress, DemoCartridge.FrameCountAddress, DemoCartridge.RingCapacityAddress,
            DemoCartridge.ButtonRingAddress, DemoCartridge.FrameRingAddress, DemoCartridge.PressHashAddress,
        ];

        for (var i = 1; i < addresses.Length; i++)
            Assert.Equal(addresses[i - 1] + sizes[i - 1], addresses[i]);
        Assert.Equal(DemoCartridge.LedgerLength, sizes.Sum());
        Assert.Equal(sizes[0], DemoCartridge.LedgerMagic.Length);
    }

    /// <summary>The test vectors are those of the FNV reference (http://www.isthe.com/chongo/tech/comp/fnv).</summary>
    [Theory]
    [InlineData("", 0x811C9DC5u)]
    [InlineData("a", 0xE40C292Cu)]
    [InlineData("foobar", 0xBF9CF968u)]
    public void HashOf_KnownTexts_IsFnv1a(string text, uint expected) =>
        Assert.Equal(expected, DemoCartridge.HashOf(Encoding.ASCII.GetBytes(text)));

    /// <summary>
    /// Title, type, size and both checksums of the cartridge header, by the rules of https://gbdev.io/pandocs/The_Cartridge_Header.html.
    /// </summary>
    private static void AssertHeader(byte[] rom, string title)
    {
        Assert.Equal(title, Encoding.ASCII.GetString(rom, 0x134, 11).TrimEnd('\0'));
        Assert.Equal(0, rom[0x147]);
        Assert.Equal(32 * 1024, rom.Length);
        Assert.Equal(new byte[] { 0xCE, 0xED, 0x66, 0x66 }, rom[0x104..0x108]);
        var header = 0;
        for (var i = 0x134; i <= 0x14C; i++)
            header = (byte)(header - rom[i] - 1);
        Assert.Equal(header, rom[0x14D]);
        var whole = rom.Sum(b => b) - rom[0x14E] - rom[0x14F];
        Assert.Equal(whole & 0xFFFF, (rom[0x14E] << 8) | rom[0x14F]);
    }
}
