namespace ActorInput.Emulation.PokemonRed;

/// <summary>Reads the text box at the bottom of the screen from the buffer of tiles from which the game draws the screen.</summary>
internal static class PokemonRedDialog
{
    private const int TileMap = 0xC3A0 - PokemonRedMemory.Start;
    private const int Columns = 20;
    private const int Top = 12;
    private const int Bottom = 17;

    private const byte TopLeftCorner = 0x79;
    private const byte TopRightCorner = 0x7B;
    private const byte BottomLeftCorner = 0x7D;
    private const byte BottomRightCorner = 0x7E;

    /// <summary>Reads the text.</summary>
    /// <param name="wram">Work RAM from 0xC000 on.</param>
    /// <returns>
    /// The lines that are not blank, joined by line feeds; null when there is no box or no text in it. A menu that covers a part of the
    /// box is read along with it; a box whose corner is covered is not seen.
    /// </returns>
    public static string? Read(ReadOnlySpan<byte> wram)
    {
        if (!IsOpen(wram))
            return null;
        var lines = new List<string>();
        for (var row = Top + 1; row < Bottom; row++)
        {
            var line = PokemonRedText.DecodeTiles(wram.Slice(TileAt(row, 1), Columns - 2));
            if (line.Length > 0)
                lines.Add(line);
        }
        return lines.Count > 0 ? string.Join('\n', lines) : null;
    }

    private static bool IsOpen(ReadOnlySpan<byte> wram) =>
        wram[TileAt(Top, 0)] == TopLeftCorner
        && wram[TileAt(Top, Columns - 1)] == TopRightCorner
        && wram[TileAt(Bottom, 0)] == BottomLeftCorner
        && wram[TileAt(Bottom, Columns - 1)] == BottomRightCorner;

    private static int TileAt(int row, int column) => TileMap + (row * Columns) + column;
}
