namespace ActorInput.Emulation.Tests.PokemonRed;

public sealed class PokemonRedScreenTests
{
    private const byte Grass = 0x2C;
    private const byte Wall = 0x0F;
    private const int ListAddress = 0x1735;

    [Fact]
    public void Dialog_NoTextBox_IsNull() =>
        Assert.Null(new MemoryImage().SetTiles(14, 1, MemoryImage.Encode("Hello")).Read().Dialog);

    [Fact]
    public void Dialog_EmptyTextBox_IsNull() => Assert.Null(new MemoryImage().OpenTextBox().Read().Dialog);

    [Fact]
    public void Dialog_TwoLinesAndTheArrow_AreReadWithoutTheArrow()
    {
        var image = new MemoryImage().OpenTextBox()
            .SetTiles(14, 1, MemoryImage.Encode("Hello there!"))
            .SetTiles(16, 1, [.. MemoryImage.Encode("OAK"), 0xBD, 0x7F, 0xE1, 0xE2, 0x75]).SetTiles(16, 18, 0xEE);

        Assert.Equal("Hello there!\nOAK's PKMN", image.Read().Dialog);
    }

    [Fact]
    public void Dialog_FrameNotWhole_IsNull() =>
        Assert.Null(new MemoryImage().OpenTextBox().SetTiles(14, 1, MemoryImage.Encode("Hello")).SetTiles(17, 19, Grass).Read().Dialog);

    [Fact]
    public void CollisionMap_GrassWallsAndAPerson_IsDrawnAsAGymDraws()
    {
        var image = Meadow().SetTiles(7, 8, Wall).Set(0xC109, 0x08)
            .Set(0xC110, 0x02).Set(0xC112, 0x00).Set(0xC114, 0x3C).Set(0xC116, 0x50);

        var state = image.Read(Rom());

        var expected = string.Join('\n',
            "+----------+",
            "|··········|", "|··········|", "|··········|", "|····█·····|", "|····←S····|", "|··········|", "|··········|", "|··········|", "|··········|",
            "+----------+",
            "",
            "Legend:",
            "█ - Wall/Obstacle",
            "· - Path/Walkable",
            "S - Sprite",
            "↑/↓/←/→ - Player (facing direction)");
        Assert.Equal(expected, state.CollisionMap);
        Assert.Equal(["down", "left"], state.ValidMoves);
    }

    [Theory]
    [InlineData(0x00, '↓')]
    [InlineData(0x04, '↑')]
    [InlineData(0x08, '←')]
    [InlineData(0x0C, '→')]
    public void CollisionMap_PlayerFacing_IsAnArrow(byte facing, char sign) =>
        Assert.Contains($"|····{sign}·····|", Meadow().Set(0xC109, facing).Read(Rom()).CollisionMap!, StringComparison.Ordinal);

    [Fact]
    public void CollisionMap_InABattle_IsNull() => Assert.Null(Meadow().Set(0xD057, 1).Read(Rom()).CollisionMap);

    [Fact]
    public void CollisionMap_WithoutACartridge_IsNull() => Assert.Null(Meadow().Read().CollisionMap);

    [Fact]
    public void CollisionMap_BeforeAMapIsLoaded_IsNull() => Assert.Null(Meadow().Set(0xD530, 0, 0).Read(Rom()).CollisionMap);

    private static MemoryImage Meadow()
    {
        var image = new MemoryImage().Set(0xD530, ListAddress & 0xFF, ListAddress >> 8);
        for (var row = 0; row < 18; row++)
            image.SetTiles(row, 0, [.. Enumerable.Repeat(Grass, 20)]);
        return image;
    }

    private static byte[] Rom()
    {
        var rom = new byte[0x8000];
        new byte[] { 0x01, Grass, 0xFF, Wall }.CopyTo(rom, ListAddress);
        return rom;
    }
}
