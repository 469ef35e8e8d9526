using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Libretro;

public sealed class GameMemoryTests
{
    [Fact]
    public void TryReadMemory_WorkRamAndEcho_IsWhatTheGameWrote()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        game.Step(Button.None, 30);
        var ram = new byte[4];
        var echo = new byte[4];
        Assert.True(game.TryReadMemory(0xC000, ram));
        Assert.True(game.TryReadMemory(0xE000, echo));
        Assert.Equal("CNT1"u8, ram);
        Assert.Equal(ram, echo);
    }

    [Fact]
    public void TryReadMemory_Rom_IsTheCartridge()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        var rom = new byte[0x8000];
        Assert.True(game.TryReadMemory(0x0000, rom));
        Assert.Equal(factory.Cartridge.ToArray(), rom);
    }

    [Theory]
    [InlineData(0xC000, 0x2000, true)]
    [InlineData(0xC000, 0x3E00, true)]
    [InlineData(0xCFFF, 2, true)]
    [InlineData(0x7FFF, 2, true)]
    [InlineData(0x8000, 0x2000, true)]
    [InlineData(0xFE00, 0xA0, true)]
    [InlineData(0xFF80, 0x80, true)]
    [InlineData(0xFFFF, 1, true)]
    [InlineData(0xFFFF, 0, true)]
    [InlineData(0xFEA0, 1, false)]
    [InlineData(0xFE00, 0xA1, false)]
    [InlineData(0xA000, 0x2000, true)]
    [InlineData(0xBFFF, 2, true)]
    [InlineData(0x9FFF, 2, true)]
    [InlineData(0x0000, 0xFEA0, true)]
    [InlineData(0xFFFF, 2, false)]
    public void TryReadMemory_Range_TrueOnlyWhenAllIsMapped(int address, int length, bool expected)
    {
        // A cartridge with 32 KiB of RAM, whose descriptor also covers addresses of other memory above it.
        using var factory = MiniCartridge.CreateFactory(MiniCartridge.BuildForSuperGameBoy());
        using var game = factory.Create();
        Assert.Equal(expected, game.TryReadMemory((ushort)address, new byte[length]));
    }

    [Fact]
    public void TryReadMemory_AfterResetAndReload_FollowsTheGame()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        game.Step(Button.None, 50);
        var frames = MiniCartridge.ReadFrames(game);
        var state = MiniCartridge.Save(game);
        game.Reset();
        Assert.Equal(0, MiniCartridge.ReadFrames(game));
        game.LoadState(state);
        Assert.Equal(frames, MiniCartridge.ReadFrames(game));
    }
}
