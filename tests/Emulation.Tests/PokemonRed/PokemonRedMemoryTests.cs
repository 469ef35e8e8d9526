using ActorInput.Emulation.PokemonRed;
using CsCheck;

namespace ActorInput.Emulation.Tests.PokemonRed;

public sealed class PokemonRedMemoryTests
{
    [Fact]
    public void Read_PlayerInPalletTown_TellsWhoWhereAndHowRich()
    {
        var state = new MemoryImage()
            .SetName(0xD158, "RED").SetName(0xD34A, "BLUE")
            .Set(0xD347, 0x01, 0x23, 0x45)
            .Set(0xD35E, 0x00).Set(0xD361, 6, 5)
            .Set(0xD356, 0b1000_0101)
            .Read();

        Assert.Equal("RED", state.PlayerName);
        Assert.Equal("BLUE", state.RivalName);
        Assert.Equal(12345, state.Money);
        Assert.Equal("PALLET TOWN", state.Location);
        Assert.Equal("PALLET_TOWN", state.LocationKey);
        Assert.Equal((5, 6), (state.X, state.Y));
        Assert.Equal(["BOULDER", "THUNDER", "EARTH"], state.Badges);
    }

    [Theory]
    [InlineData(0x0C, "ROUTE 1")]
    [InlineData(0x24, "ROUTE 25")]
    [InlineData(0x25, "PLAYERS HOUSE 1F")]
    [InlineData(0x28, "OAKS LAB")]
    [InlineData(0x33, "VIRIDIAN FOREST")]
    [InlineData(0x45, "UNKNOWN 45")]
    [InlineData(0x5F, "SS ANNE 1F")]
    [InlineData(0x6C, "VICTORY ROAD 1F")]
    [InlineData(0x71, "LANCE")]
    [InlineData(0x76, "HALL OF FAME")]
    [InlineData(0x94, "POKEMON TOWER 7F")]
    [InlineData(0xAE, "INDIGO PLATEAU LOBBY")]
    [InlineData(0xC5, "DIGLETTS CAVE")]
    [InlineData(0xCF, "SILPH CO 2F")]
    [InlineData(0xE4, "CERULEAN CAVE 1F")]
    [InlineData(0xF0, "COLOSSEUM")]
    [InlineData(0xF7, "AGATHA")]
    [InlineData(0xFF, "UNKNOWN FF")]
    public void Read_AMapNumber_GivesItsName(byte map, string name) => Assert.Equal(name, new MemoryImage().Set(0xD35E, map).Read().Location);

    [Fact]
    public void Read_BagWithItems_ListsThemInOrder()
    {
        var state = new MemoryImage()
            .Set(0xD31D, 6, 0x04, 5, 0x14, 3, 0xC4, 1, 0xC9, 1, 0xFA, 2, 0x60, 7, 0xFF)
            .Read();

        PokemonRedItem[] expected =
        [
            new("POKé BALL", 5), new("POTION", 3), new("HM01", 1), new("TM01", 1), new("TM50", 2), new("UNKNOWN_60", 7),
        ];
        Assert.Equal(expected, state.Inventory);
    }

    [Fact]
    public void Read_BagWhoseCountIsTooLarge_IsEmpty() =>
        Assert.Empty(new MemoryImage().Set(0xD31D, 21, 0x04, 5).Read().Inventory);

    [Fact]
    public void Read_BagThatEndsBeforeItsCount_StopsThere() =>
        Assert.Equal([new PokemonRedItem("POTION", 1)], new MemoryImage().Set(0xD31D, 3, 0x14, 1, 0xFF, 9).Read().Inventory);

    [Fact]
    public void Read_PartyOfTwo_TellsEachPokemon()
    {
        byte[] charmander = new byte[44];
        new byte[] { 0xB0, 0x00, 0x13, 0, 0x08, 0x14, 0x14, 0, 10, 45, 0, 0 }.CopyTo(charmander, 0);
        new byte[] { 35, 0xC0 | 40, 0, 0, 6, 0x01, 0x02 }.CopyTo(charmander, 0x1D);
        byte[] pidgey = new byte[44];
        new byte[] { 0x24, 0, 9, 0, 0, 0x00, 0x02 }.CopyTo(pidgey, 0);
        var party = new MemoryImage()
            .Set(0xD163, 2).Set(0xD16B, charmander).Set(0xD16B + 44, pidgey)
            .SetName(0xD2B5, "Ember").SetName(0xD2B5 + 11, "PIDGEY")
            .Read().Party;

        Assert.Equal(["Ember", "PIDGEY"], party.Select(p => p.Nickname).ToArray());
        Assert.Equal(["CHARMANDER", "PIDGEY"], party.Select(p => p.Species).ToArray());
        Assert.Equal((19, 258, 6), (party[0].CurrentHp, party[0].MaxHp, party[0].Level));
        Assert.Equal("POISON", party[0].Status);
        Assert.Equal(["FIRE"], party[0].Types);
        Assert.Equal([new PokemonRedMove("SCRATCH", 35), new PokemonRedMove("GROWL", 40)], party[0].Moves);
        Assert.Null(party[1].Status);
        Assert.Equal(["NORMAL", "FLYING"], party[1].Types);
        Assert.Empty(party[1].Moves);
    }

    [Theory]
    [InlineData(0x00, null)]
    [InlineData(0x03, "SLEEP")]
    [InlineData(0x08, "POISON")]
    [InlineData(0x10, "BURN")]
    [InlineData(0x20, "FREEZE")]
    [InlineData(0x40, "PARALYSIS")]
    public void Read_AStatus_IsNamed(byte status, string? name) =>
        Assert.Equal(name, new MemoryImage().Set(0xD163, 1).Set(0xD16B + 4, status).Read().Party[0].Status);

    [Theory]
    [InlineData(0x01, "RHYDON")]
    [InlineData(0x1F, "MISSINGNO 1F")]
    [InlineData(0x54, "PIKACHU")]
    [InlineData(0x99, "BULBASAUR")]
    [InlineData(0xB8, "MON GHOST")]
    [InlineData(0xBE, "VICTREEBEL")]
    [InlineData(0xBF, "MISSINGNO BF")]
    public void Read_ASpecies_IsNamed(byte species, string name) =>
        Assert.Equal(name, new MemoryImage().Set(0xD163, 1).Set(0xD16B, species).Read().Party[0].Species);

    [Theory]
    [InlineData(0x01, "POUND")]
    [InlineData(0x55, "THUNDERBOLT")]
    [InlineData(0x88, "HI JUMP KICK")]
    [InlineData(0xA5, "STRUGGLE")]
    [InlineData(0xA6, "MOVE A6")]
    public void Read_AMove_IsNamed(byte move, string name) =>
        Assert.Equal(name, new MemoryImage().Set(0xD163, 1).Set(0xD16B + 8, move).Read().Party[0].Moves.Single().Name);

    [Fact]
    public void Read_PartyWhoseCountIsTooLarge_IsEmpty() => Assert.Empty(new MemoryImage().Set(0xD163, 7).Read().Party);

    [Fact]
    public void Read_MemoryAfterPowerOn_IsEmptyButWhole()
    {
        var state = new MemoryImage().Read();

        Assert.Equal("", state.PlayerName);
        Assert.Equal(0, state.Money);
        Assert.Null(state.Dialog);
        Assert.Null(state.CollisionMap);
        Assert.Empty(state.ValidMoves);
    }

    [Fact]
    public void Read_AnyMemoryAndAnyCartridge_NeverFails() =>
        Gen.Select(Gen.Byte.Array[PokemonRedMemory.Length], Gen.Byte.Array[0, 0x500]).Sample((wram, rom) =>
        {
            // Half of the images have counts in range and no battle, so that all code of the reader runs.
            if (wram[0] % 2 == 0)
            {
                wram[0xD163 - 0xC000] %= 7;
                wram[0xD31D - 0xC000] %= 21;
                wram[0xD057 - 0xC000] = 0;
                wram[0xD531 - 0xC000] %= 6;
            }
            var state = PokemonRedMemory.Read(wram, rom);
            return state.Money >= 0 && state.Party.Count <= 6 && state.Inventory.Count <= 20 && state.Location.Length > 0;
        }, iter: 400);

    [Fact]
    public void Read_TooLittleMemory_Throws() =>
        Assert.Throws<ArgumentException>("wram", () => PokemonRedMemory.Read(new byte[PokemonRedMemory.Length - 1]));
}
