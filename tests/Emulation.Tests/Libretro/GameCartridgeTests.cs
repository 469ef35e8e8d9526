using System.Security.Cryptography;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

public sealed class GameCartridgeTests
{
    [Fact]
    public void FromBytes_SoundCartridge_TellsWhatItsHeaderSays()
    {
        var cartridge = GameCartridge.FromBytes(MiniCartridge.Build());
        Assert.Equal("COUNTER", cartridge.Info.Title);
        Assert.Equal(32 * 1024, cartridge.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(MiniCartridge.Build())), cartridge.Info.Sha256);
        Assert.False(cartridge.HasClock || cartridge.HasColor || cartridge.HasSuperGameBoy);
        Assert.Equal(0, cartridge.RamSize);
    }

    [Fact]
    public void FromBytes_Flags_AreReadFromTheHeader()
    {
        Assert.True(GameCartridge.FromBytes(MiniCartridge.BuildWithClock()).HasClock);
        Assert.Equal(32 * 1024, GameCartridge.FromBytes(MiniCartridge.BuildWithClock()).RamSize);
        Assert.True(GameCartridge.FromBytes(MiniCartridge.BuildForColor()).HasColor);
        Assert.True(GameCartridge.FromBytes(MiniCartridge.BuildForSuperGameBoy()).HasSuperGameBoy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(0x7FFF)]
    [InlineData(0x8001)]
    [InlineData(3 * 0x8000)]
    [InlineData(16 * 1024 * 1024)]
    public void FromBytes_WrongSize_NamesItAndWhatIsNeeded(int size)
    {
        var e = Assert.Throws<InvalidCartridgeException>(() => GameCartridge.FromBytes(new byte[size]));
        Assert.Contains($"{size:N0} bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("32 KiB times a power of two", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_EveryBitOfLogoAndHeaderFlipped_Refused()
    {
        var rom = MiniCartridge.Build();
        for (var at = 0x104; at <= 0x14D; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                rom[at] ^= (byte)(1 << bit);
                var e = Assert.Throws<InvalidCartridgeException>(() => GameCartridge.FromBytes(rom));
                Assert.Contains(at < 0x134 ? "logo" : "checksum", e.Message, StringComparison.Ordinal);
                rom[at] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void Load_MissingFile_NamesThePath()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none.gb");
        Assert.Contains(path, Assert.Throws<InvalidCartridgeException>(() => GameCartridge.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Folder_SaysThatItIsOne()
    {
        var path = Path.GetTempPath();
        Assert.Equal($"Cartridge '{path}' is a folder; the file of a Game Boy cartridge is needed.", Assert.Throws<InvalidCartridgeException>(() => GameCartridge.Load(path)).Message);
    }

    [Fact]
    public void Load_DamagedFile_NamesThePathAndTheFault()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, MiniCartridge.Build()[..1000]);
            var e = Assert.Throws<InvalidCartridgeException>(() => GameCartridge.Load(path));
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.Contains("1,000 bytes", e.Message, StringComparison.Ordinal);
            File.WriteAllBytes(path, MiniCartridge.Build());
            Assert.Equal("COUNTER", GameCartridge.Load(path).Info.Title);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
