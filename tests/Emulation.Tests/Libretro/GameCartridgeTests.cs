using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ActorInput.Contracts.Inputs;
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
    [InlineData(0x150, 32 * 1024)]
    [InlineData(16 * 1024, 32 * 1024)]
    [InlineData(32 * 1024, 32 * 1024)]
    [InlineData((32 * 1024) + 1, 64 * 1024)]
    [InlineData(96 * 1024, 128 * 1024)]
    [InlineData((8 * 1024 * 1024) - 1, 8 * 1024 * 1024)]
    public void FromBytes_AnySize_IsPaddedForTheCoreAndKeepsTheFilesIdentity(int size, int padded)
    {
        var file = MiniCartridge.Sized(size);
        var cartridge = GameCartridge.FromBytes(file);
        Assert.Equal(padded, cartridge.Size);
        Assert.True(cartridge.File.Span.SequenceEqual(file));
        Assert.True(cartridge.Bytes.Span.StartsWith(file));
        Assert.Equal(-1, cartridge.Bytes.Span[size..].IndexOfAnyExcept((byte)0xFF));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(file)), size), (cartridge.Info.Sha256, cartridge.Info.Size));
        if (size == padded)
            Assert.Empty(cartridge.Warnings);
        else
            Assert.Contains($"{size:N0} bytes", Assert.Single(cartridge.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_WithoutAHeaderOrTooLarge_IsRefusedWithTheSize()
    {
        Assert.Contains("335 bytes", Refused(MiniCartridge.Build()[..0x14F]), StringComparison.Ordinal);
        Assert.Contains($"{GameCartridge.MaxSize + 1:N0} bytes", Refused(MiniCartridge.Sized(GameCartridge.MaxSize + 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_EveryBitOfTheLogoFlipped_IsRefused()
    {
        var rom = MiniCartridge.Build();
        for (var at = 0x104; at < 0x134; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                rom[at] ^= (byte)(1 << bit);
                Assert.Contains("logo", Refused(rom), StringComparison.Ordinal);
                rom[at] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void FromBytes_EveryBitOfTheHeaderFlipped_IsAWarning()
    {
        var rom = MiniCartridge.Build();
        Assert.Empty(GameCartridge.FromBytes(rom).Warnings);
        for (var at = 0x134; at <= 0x14D; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                rom[at] ^= (byte)(1 << bit);
                Assert.Contains("checksum", Assert.Single(GameCartridge.FromBytes(rom).Warnings), StringComparison.Ordinal);
                rom[at] ^= (byte)(1 << bit);
            }
        }
    }

    /// <summary>A cut or lengthened file plays like the whole one after padding; a wrong checksum needs no change.</summary>
    [Fact]
    public void Core_OddSizesAndAWrongChecksum_PlayLikeTheSoundCartridge()
    {
        var wrong = MiniCartridge.Build();
        wrong[0x14D] ^= 0x55;
        var expected = Picture(MiniCartridge.Build());
        Assert.Equal(8, expected.Presses);
        foreach (var rom in new[] { wrong, MiniCartridge.Sized(8 * 1024), MiniCartridge.Sized(16 * 1024), MiniCartridge.Sized(96 * 1024), MiniCartridge.Sized((32 * 1024) + 1) })
        {
            Assert.NotEmpty(GameCartridge.FromBytes(rom).Warnings);
            Assert.Equal(expected, Picture(rom));
        }

        static (int Presses, int Frames, string Picture) Picture(byte[] rom)
        {
            using var factory = MiniCartridge.CreateFactory(rom);
            Assert.True(factory.Cartridge.Span.SequenceEqual(rom));
            using var game = factory.Create();
            game.Run(Button.None, 60, false);
            for (var i = 0; i < 8; i++)
            {
                game.Run(Button.A, 10, false);
                game.Run(Button.None, 20, true);
            }

            return (MiniCartridge.ReadPresses(game), MiniCartridge.ReadFrames(game), Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(game.Picture))));
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
            File.WriteAllBytes(path, MiniCartridge.Build()[..300]);
            var e = Assert.Throws<InvalidCartridgeException>(() => GameCartridge.Load(path));
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.Contains("300 bytes", e.Message, StringComparison.Ordinal);
            File.WriteAllBytes(path, MiniCartridge.Build());
            Assert.Equal("COUNTER", GameCartridge.Load(path).Info.Title);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Refused(byte[] rom) => Assert.Throws<InvalidCartridgeException>(() => GameCartridge.FromBytes(rom)).Message;
}
