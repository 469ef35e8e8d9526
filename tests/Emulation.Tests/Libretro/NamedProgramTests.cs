using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Small programs. Each of them once behaved differently in a restored game, or with another host time.</summary>
public sealed class NamedProgramTests
{
    private const ushort Seen = 0xC100;

    /// <summary>Writes 0x5A to the cartridge's RAM once and keeps reading it back.</summary>
    private static readonly byte[] KeepsRam =
    [
        0xF3, 0x3E, 0x0A, 0xEA, 0x00, 0x00, 0xAF, 0xEA, 0x00, 0x40, 0x3E, 0x5A, 0xEA, 0x00, 0xA0,
        0xFA, 0x00, 0xA0, 0xEA, 0x00, 0xC1, 0x18, 0xF8,
    ];

    /// <summary>Latches the clock once a frame and keeps its seconds.</summary>
    private static readonly byte[] LatchesClock =
    [
        0xF3, 0x3E, 0x0A, 0xEA, 0x00, 0x00, 0x3E, 0x08, 0xEA, 0x00, 0x40,
        0xAF, 0xEA, 0x00, 0x60, 0x3C, 0xEA, 0x00, 0x60, 0xFA, 0x00, 0xA0, 0xEA, 0x00, 0xC1,
        0xF0, 0x44, 0xFE, 0x90, 0x20, 0xFA, 0xF0, 0x44, 0xFE, 0x90, 0x28, 0xFA, 0x18, 0xE4,
    ];

    /// <summary>Sends bytes to no partner, waits for the end of each, and counts them.</summary>
    private static readonly byte[] SendsBytes =
    [
        0xF3, 0x3E, 0xFF, 0xE0, 0x01,
        0x3E, 0x81, 0xE0, 0x02, 0xF0, 0x02, 0xCB, 0x7F, 0x20, 0xFA, 0xFA, 0x00, 0xC1, 0x3C, 0xEA, 0x00, 0xC1, 0x18, 0xED,
    ];

    /// <summary>Starts a rising tone on channel 1 and records NR52.</summary>
    private static readonly byte[] SweepsTone =
    [
        0xF3, 0x3E, 0x80, 0xE0, 0x26, 0x3E, 0x17, 0xE0, 0x10, 0x3E, 0xC3, 0xE0, 0x12, 0xAF, 0xE0, 0x13, 0x3E, 0x83, 0xE0, 0x14,
        0xF0, 0x26, 0xEA, 0x00, 0xC1, 0x18, 0xF9,
    ];

    /// <summary>Writes 0xFF to the register that switches the boot ROM off, over and over. mGBA saves that and refuses to load it.</summary>
    private static readonly byte[] WritesBootRegister = [0xF3, 0x3E, 0xFF, 0xE0, 0x50, 0xF0, 0x50, 0xEA, 0x00, 0xC1, 0x18, 0xF5];

    public static TheoryData<string, int> Programs => new()
    {
        { nameof(KeepsRam), 0x10 }, { nameof(KeepsRam), 0x13 }, { nameof(KeepsRam), 0x1B },
        { nameof(LatchesClock), 0x0F }, { nameof(LatchesClock), 0x10 }, { nameof(LatchesClock), 0x11 }, { nameof(LatchesClock), 0x13 },
        { nameof(SendsBytes), 0x00 }, { nameof(SweepsTone), 0x00 }, { nameof(WritesBootRegister), 0x00 },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_GoneOnAndRestoredAtEveryStep_IsTheSame(string name, int type)
    {
        using var factory = MiniCartridge.CreateFactory(Build(name, (byte)type));
        using var undisturbed = factory.Create();
        var other = factory.Create();
        for (var i = 0; i < 25; i++)
        {
            undisturbed.Step(Button.None, 1 + (i % 4));
            other.Step(Button.None, 1 + (i % 4));
            var state = MiniCartridge.Save(other);
            MiniCartridge.AssertSame(MiniCartridge.Save(undisturbed), state);
            other.Dispose();
            other = factory.Create();
            other.LoadState(state);
            Assert.Equal(Read(undisturbed), Read(other));
        }

        other.Dispose();
    }

    [Fact]
    public void CartridgeRam_OfCodeOne_IsRestored()
    {
        using var factory = MiniCartridge.CreateFactory(Build(nameof(KeepsRam), 0x10));
        using var game = factory.Create();
        game.Step(Button.None, 10);
        using var other = factory.Create();
        other.LoadState(MiniCartridge.Save(game));
        other.Step(Button.None, 2);
        Assert.Equal(0x5A, Read(other));
    }

    [Theory]
    [InlineData(0x0F, 4, 5)]
    [InlineData(0x10, 4, 5)]
    [InlineData(0x11, 0, 0)]
    [InlineData(0x12, 0, 0)]
    [InlineData(0x13, 0, 0)]
    public void Clock_AfterThreeHundredFrames_HasGoneWithThemOrStandsStill(int type, int least, int most)
    {
        using var factory = MiniCartridge.CreateFactory(Build(nameof(LatchesClock), (byte)type));
        using var game = factory.Create();
        for (var i = 0; i < 6; i++) game.Step(Button.None, 50);
        Assert.InRange(Read(game), least, most);
    }

    [Fact]
    public void SerialTransfer_UnderWayAtEveryStepsEnd_IsNotLost()
    {
        using var factory = MiniCartridge.CreateFactory(Build(nameof(SendsBytes), 0x00));
        using var game = factory.Create();
        for (var i = 0; i < 40; i++)
        {
            var before = Read(game);
            game.Step(Button.None, 1);
            if (i > 5) Assert.NotEqual(before, Read(game));
        }
    }

    private static int Read(IGame game)
    {
        var seen = new byte[1];
        Assert.True(game.TryReadMemory(Seen, seen));
        return seen[0];
    }

    private static byte[] Build(string name, byte type)
    {
        var code = name switch
        {
            nameof(KeepsRam) => KeepsRam,
            nameof(LatchesClock) => LatchesClock,
            nameof(SendsBytes) => SendsBytes,
            nameof(WritesBootRegister) => WritesBootRegister,
            _ => SweepsTone,
        };
        var rom = MiniCartridge.Patch((0x147, type), (0x149, (byte)(type == 0x00 ? 0 : 1)));
        byte[] entry = [0x00, 0xC3, 0x50, 0x01];
        entry.CopyTo(rom, 0x100);
        code.CopyTo(rom, 0x150);
        return rom;
    }
}
