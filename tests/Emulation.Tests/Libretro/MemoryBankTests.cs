using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using CsCheck;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Reading and writing memory by address and bank, on a cartridge with banks of all kinds of memory.</summary>
public sealed class MemoryBankTests
{
    private static readonly int[] Edges =
    [
        0x0000, 0x3FFF, 0x4000, 0x7FFF, 0x8000, 0x9FFF, 0xA000, 0xBFFF, 0xC000, 0xCFFF, 0xD000, 0xDFFF, 0xE000, 0xEFFF, 0xF000, 0xFDFF, 0xFE00, 0xFE9F,
        0xFEA0, 0xFEFF, 0xFF00, 0xFF7F, 0xFF80, 0xFFFE, 0xFFFF,
    ];

    private static readonly Gen<(int Address, int Length, int? Bank, byte Value)> Access =
        from edge in Gen.Int[0, Edges.Length - 1]
        from shift in Gen.Int[-2, 2]
        from length in Gen.Int[1, 5]
        from bank in Gen.Int[-3, 9]
        from value in Gen.Byte
        select (Math.Clamp(Edges[edge] + shift, 0, 0xFFFF), length, bank < 0 ? (int?)null : bank, value);

    [Fact]
    public void AnyAccesses_AroundEveryEdge_AreWhatAModelOfTheConsoleSays()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build());
        Access.List[1, 12].Sample(
            accesses =>
            {
                using var game = factory.Create();
                game.Step(Button.None, 4);
                Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(BankCartridge.RamBank, null, [2, 0, 5]));
                game.Step(Button.None, 4);
                var model = new Dictionary<(char, int), byte>();
                foreach (var (address, length, bank, value) in accesses)
                    Write(game, model, address, [.. Enumerable.Range(0, length).Select(i => (byte)(value + i))], bank);
                using var restored = factory.Create();
                restored.LoadState(MiniCartridge.Save(game));
                foreach (var (address, length, bank, _) in accesses)
                {
                    Read(game, model, address, length, bank);
                    Read(restored, model, address, length, bank);
                }
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Write_ToBanksThatAreNotSwitchedIn_IsSeenByTheGameOnceItSwitches()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build());
        using var game = factory.Create();
        game.Step(Button.None, 4);
        for (var bank = 0; bank < BankCartridge.RamBanks; bank++)
            Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(0xA000, bank, [(byte)(0x70 + bank)]));
        for (byte bank = 0; bank < BankCartridge.RamBanks; bank++)
        {
            Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(BankCartridge.RamBank, null, [bank]));
            Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(BankCartridge.RomBank, null, [(byte)(bank + 4)]));
            game.Step(Button.None, 1);
            Assert.Equal(0x70 + bank, Byte(game, BankCartridge.SeenInRam));
            Assert.Equal(0x70 + bank, Byte(game, 0xA000));
            Assert.Equal(bank + 4, Byte(game, BankCartridge.SeenInRom));
            Assert.Equal(bank + 4, Byte(game, 0x4000));
        }
    }

    [Fact]
    public void Write_InAGameThatWentOnAndInOneThatWasRestored_GivesOneState()
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build());
        using var one = factory.Create();
        using var other = factory.Create();
        other.Step(Button.A, 77); // Used before.
        one.Step(Button.None, 30);
        other.LoadState(MiniCartridge.Save(one));
        foreach (var game in new[] { one, other })
        {
            Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(0xD123, 6, [1, 2, 3]));
            Assert.Equal(MemoryAccess.Done, game.TryWriteMemory(0xA123, 3, [4, 5]));
        }

        MiniCartridge.AssertSame(MiniCartridge.Save(one), MiniCartridge.Save(other));
        one.Step(Button.None, 9);
        other.Step(Button.None, 9);
        MiniCartridge.AssertSame(MiniCartridge.Save(one), MiniCartridge.Save(other));
    }

    [Theory]
    [InlineData(0x00, 0x00, 0x00, 0xA000, null, MemoryAccess.NotMapped)] // No RAM.
    [InlineData(0x1B, 0x02, 0x00, 0xA000, 0, MemoryAccess.Done)]
    [InlineData(0x1B, 0x02, 0x00, 0xA000, 1, MemoryAccess.NoSuchBank)]
    [InlineData(0x1B, 0x05, 0x00, 0xA000, 7, MemoryAccess.Done)]
    [InlineData(0x1B, 0x04, 0x00, 0xA000, 15, MemoryAccess.Done)]
    [InlineData(0x1A, 0x03, 0x00, 0xA000, 3, MemoryAccess.Done)] // RAM without a battery.
    [InlineData(0x13, 0x03, 0x00, 0xA000, 3, MemoryAccess.Done)]
    [InlineData(0x10, 0x03, 0x00, 0xA000, 3, MemoryAccess.Done)]
    [InlineData(0x03, 0x03, 0x00, 0xA000, 3, MemoryAccess.Done)]
    [InlineData(0x06, 0x00, 0x00, 0xA000, null, MemoryAccess.NotMapped)] // Half bytes.
    [InlineData(0x1B, 0x03, 0x00, 0x8000, 1, MemoryAccess.NoSuchBank)] // One bank on a plain Game Boy.
    [InlineData(0x1B, 0x03, 0x80, 0x8000, 1, MemoryAccess.Done)]
    [InlineData(0x1B, 0x03, 0x00, 0xD000, 2, MemoryAccess.NoSuchBank)]
    [InlineData(0x1B, 0x03, 0x80, 0xD000, 7, MemoryAccess.Done)]
    [InlineData(0x1B, 0x03, 0x80, 0xD000, 8, MemoryAccess.NoSuchBank)]
    [InlineData(0x1B, 0x03, 0x80, 0xD000, 0, MemoryAccess.NoSuchBank)]
    [InlineData(0x1B, 0x03, 0x80, 0xC000, 1, MemoryAccess.NoSuchBank)]
    public void Write_OnCartridgesOfManyKinds_IsAsTheirHeaderSays(byte type, byte ramCode, byte color, int address, int? bank, MemoryAccess expected)
    {
        using var factory = MiniCartridge.CreateFactory(BankCartridge.Build(type, ramCode, color));
        using var game = factory.Create();
        var before = MiniCartridge.Save(game);
        Assert.Equal(expected, game.TryWriteMemory((ushort)address, bank, [0x5A]));
        var read = new byte[1];
        Assert.Equal(expected, game.TryReadMemory((ushort)address, bank, read));
        if (expected == MemoryAccess.Done)
            Assert.Equal(0x5A, read[0]);
        else
            MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
    }

    private static void Write(IGame game, Dictionary<(char, int), byte> model, int address, byte[] bytes, int? bank)
    {
        var places = Enumerable.Range(address, bytes.Length).Select(at => Place(at, bank)).ToList();
        var isOneBank = bank is null || (EndOfBank(address) is > 0 and var end && address + bytes.Length <= end);
        var before = MiniCartridge.Save(game);
        var done = game.TryWriteMemory((ushort)address, bank, bytes) == MemoryAccess.Done;
        Assert.Equal(isOneBank && places.TrueForAll(place => place is { Space: not ('R' or 'I') }), done);
        if (!done)
        {
            MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
            return;
        }

        for (var i = 0; i < bytes.Length; i++)
            model[places[i]!.Value] = bytes[i];
    }

    private static void Read(IGame game, Dictionary<(char, int), byte> model, int address, int length, int? bank)
    {
        var places = Enumerable.Range(address, length).Select(at => Place(at, bank)).ToList();
        var isOneBank = bank is null || (EndOfBank(address) is > 0 and var end && address + length <= end);
        var bytes = new byte[length];
        var done = game.TryReadMemory((ushort)address, bank, bytes) == MemoryAccess.Done;
        Assert.Equal(isOneBank && places.TrueForAll(place => place is not null), done);
        for (var i = 0; done && i < length; i++)
        {
            var (space, offset) = places[i]!.Value;
            if (space == 'R' && offset % 0x4000 == 0 && offset > 0)
                Assert.Equal(offset / 0x4000, bytes[i]);
            else if (model.TryGetValue((space, offset), out var written))
                Assert.Equal(written, bytes[i]);
        }
    }

    /// <summary>
    /// Which byte of the console an address means, while RAM bank 2 and ROM bank 5 are selected: R the ROM, V video RAM, S cartridge RAM, W work RAM,
    /// O sprites, I ports and the enabled interrupts, H high RAM. Null for none.
    /// </summary>
    private static (char Space, int Offset)? Place(int address, int? bank) => address switch
    {
        < 0x4000 => ('R', address),
        < 0x8000 => bank >= BankCartridge.RomBanks ? null : ('R', ((bank ?? 5) * 0x4000) + address - 0x4000),
        < 0xA000 => bank > 1 ? null : ('V', ((bank ?? 0) * 0x2000) + address - 0x8000),
        < 0xC000 => bank >= BankCartridge.RamBanks ? null : ('S', ((bank ?? 2) * 0x2000) + address - 0xA000),
        < 0xD000 => ('W', address - 0xC000),
        < 0xE000 => bank is 0 or > 7 ? null : ('W', ((bank ?? 1) * 0x1000) + address - 0xD000),
        < 0xFE00 => ('W', address - 0xE000),
        < 0xFEA0 => ('O', address),
        < 0xFF00 => null,
        < 0xFF80 => ('I', address),
        < 0xFFFF => ('H', address),
        0xFFFF => ('I', address),
        _ => null,
    };

    private static int EndOfBank(int address) => address switch
    {
        >= 0x4000 and < 0x8000 => 0x8000,
        >= 0x8000 and < 0xA000 => 0xA000,
        >= 0xA000 and < 0xC000 => 0xC000,
        >= 0xD000 and < 0xE000 => 0xE000,
        _ => 0,
    };

    private static int Byte(IGame game, ushort address)
    {
        var bytes = new byte[1];
        Assert.Equal(MemoryAccess.Done, game.TryReadMemory(address, null, bytes));
        return bytes[0];
    }
}
