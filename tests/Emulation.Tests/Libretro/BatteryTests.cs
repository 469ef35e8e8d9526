using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>The battery's contents: written and read, after a reset, in a fresh game, and the one that games start with.</summary>
public sealed class BatteryTests
{
    private static readonly byte[] Saved = [.. Enumerable.Range(0, BankCartridge.BatterySize).Select(i => (byte)((i * 7) + (i >> 8)))];

    [Theory]
    [InlineData(0x1B, 0x03, 32 * 1024)]
    [InlineData(0x1B, 0x04, 128 * 1024)]
    [InlineData(0x1E, 0x05, 64 * 1024)]
    [InlineData(0x13, 0x03, 32 * 1024)]
    [InlineData(0x10, 0x03, 32 * 1024)]
    [InlineData(0x10, 0x01, 8 * 1024)]
    [InlineData(0x0F, 0x00, 0)]
    [InlineData(0x03, 0x02, 8 * 1024)]
    [InlineData(0x09, 0x02, 8 * 1024)]
    [InlineData(0x06, 0x00, 256)]
    [InlineData(0x1A, 0x03, 0)]
    [InlineData(0x00, 0x00, 0)]
    public void Battery_OfManyKindsOfCartridges_GoesInAndComesOutByteForByte(byte type, byte ramCode, int size)
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build(type, ramCode));
        using var game = factory.Create();
        game.Step(Button.None, 3);
        Assert.Equal(size, game.BatterySize);
        var bytes = Enumerable.Range(0, size).Select(i => (byte)((i * 11) + (i >> 8))).ToArray();
        game.WriteBattery(bytes);
        Assert.Equal(bytes, Battery(game));
        game.Reset();
        Assert.Equal(bytes, Battery(game));
        game.StartFresh();
        Assert.All(Battery(game), value => Assert.Equal(0xFF, value));
    }

    [Fact]
    public void Battery_WrittenIn_IsSeenByTheGameAndIsPartOfTheState()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build());
        using var game = factory.Create();
        game.Step(Button.None, 3);
        game.WriteBattery(Saved);
        game.TryWriteMemory(BankCartridge.RamBank, null, [3]);
        game.Step(Button.None, 1);
        var seen = new byte[1];
        Assert.True(game.TryReadMemory(BankCartridge.SeenInRam, seen));
        Assert.Equal(Saved[3 * 0x2000], seen[0]);
        using var other = factory.Create();
        other.LoadState(MiniCartridge.Save(game));
        Assert.Equal(Saved, Battery(other));
    }

    [Fact]
    public void Battery_OfHalfBytes_IsSeenByTheGameAsItKeepsThem()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build(type: 0x06, ramCode: 0x00));
        using var game = factory.Create();
        game.Step(Button.None, 3);
        var bytes = new byte[game.BatterySize];
        bytes[0] = 0x75;
        game.WriteBattery(bytes);
        game.TryWriteMemory(BankCartridge.RomBank, null, [0x0A]); // There it switches the RAM on.
        game.Step(Button.None, 2);
        var seen = new byte[1];
        Assert.True(game.TryReadMemory(BankCartridge.SeenInRam, seen));
        Assert.Equal(0x5, seen[0] & 0x0F);
    }

    [Fact]
    public void Battery_GivenToTheFactory_IsThatOfEveryFreshGame()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build(), new LibretroGameOptions { Battery = Saved });
        using var game = factory.Create();
        Assert.Equal(Saved, Battery(game));
        game.WriteBattery(new byte[BankCartridge.BatterySize]);
        game.Reset();
        Assert.Equal(new byte[BankCartridge.BatterySize], Battery(game));
        game.StartFresh();
        Assert.Equal(Saved, Battery(game));
    }

    [Fact]
    public void Battery_ThatDoesNotFitTheCartridge_IsRefusedWhenTheFactoryIsMade()
    {
        var wrong = Assert.Throws<InvalidBatteryException>(
            () => MiniCartridge.CreateFactory(BankCartridge.Build(), new LibretroGameOptions { Battery = new byte[8_192] }));
        Assert.Contains("has 8,192 bytes", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("keeps 32,768", wrong.Message, StringComparison.Ordinal);
        var none = Assert.Throws<InvalidBatteryException>(
            () => MiniCartridge.CreateFactory(MiniCartridge.Build(), new LibretroGameOptions { Battery = new byte[8_192] }));
        Assert.Contains("has no battery", none.Message, StringComparison.Ordinal);
    }

    private static byte[] Battery(IGame game)
    {
        var bytes = new byte[game.BatterySize];
        game.ReadBattery(bytes);
        return bytes;
    }
}
