using System.Text;
using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.PokemonRed;

namespace ActorInput.Emulation.Tests.PokemonRed;

public sealed class PokemonRedCartridgeTests
{
    [Theory]
    [InlineData("POKEMON RED", true)]
    [InlineData("POKEMON BLUE", true)]
    [InlineData("POKEMON YELLOW", false)]
    [InlineData("POKEMON", false)]
    [InlineData("POKEMON RED2", false)]
    [InlineData("", false)]
    public void IsMatch_ATitle_OnlyKnowsRedAndBlue(string title, bool expected)
    {
        var rom = new byte[0x8000];
        Encoding.ASCII.GetBytes(title).CopyTo(rom, 0x134);

        Assert.Equal(expected, PokemonRedCartridge.IsMatch(rom));
    }

    [Fact]
    public void IsMatch_DemoCartridgeOrNone_IsFalse()
    {
        Assert.False(PokemonRedCartridge.IsMatch(DemoCartridge.ReadRom()));
        Assert.False(PokemonRedCartridge.IsMatch([]));
        Assert.False(PokemonRedCartridge.IsMatch(new byte[0x143]));
    }
}
