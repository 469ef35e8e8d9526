using System.Text;

namespace ActorInput.Emulation.PokemonRed;

/// <summary>
/// The character set of the US versions. Text in memory and tiles on the screen share it from 0x79 on; below lie control codes in
/// text and pictures on the screen. Source: the character map of the pret/pokered disassembly.
/// </summary>
internal static class PokemonRedText
{
    /// <summary>Ends a text.</summary>
    public const byte Terminator = 0x50;

    private const byte FirstTile = 0x79;

    private static readonly NameTable Words = new(0x54, "POKé, -, ……, -, -, -, -, PC, TM, TRAINER, ROCKET");

    // From 0x79: the six parts of a frame and the space, which are all blank to a reader, then letters and signs. A character that
    // stands for none is U+0000; signs of more than one letter are in Digraph. The arrow that blinks below a text (0xEE) is left out, so that
    // the same text reads the same at every moment.
    private const string Tiles =
        "       " +
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ():;[]" +
        "abcdefghijklmnopqrstuvwxyzé\0\0\0\0\0" +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" +
        "'\0\0-\0\0?!.\0\0\0▷▶\0♂¥×./,♀0123456789";

    /// <summary>Reads a text up to its terminator or the end of its field. Codes that stand for no character are left out.</summary>
    /// <param name="codes">The field.</param>
    public static string Decode(ReadOnlySpan<byte> codes)
    {
        var text = new StringBuilder(codes.Length);
        foreach (var code in codes)
        {
            if (code == Terminator)
                break;
            Append(text, code, blank: "");
        }
        return text.ToString();
    }

    /// <summary>Reads a row of tiles as text; a tile that is not a character counts as a space, and spaces at the ends are cut off.</summary>
    /// <param name="tiles">The tiles.</param>
    public static string DecodeTiles(ReadOnlySpan<byte> tiles)
    {
        var text = new StringBuilder(tiles.Length);
        foreach (var tile in tiles)
        {
            if (tile < FirstTile)
                text.Append(' ');
            else
                Append(text, tile, blank: " ");
        }
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, byte code, string blank)
    {
        if (code < FirstTile)
            text.Append(Words[code]);
        else if (Tiles[code - FirstTile] is var character and not '\0')
            text.Append(character);
        else
            text.Append(Digraph(code) ?? blank);
    }

    private static string? Digraph(byte code) => code switch
    {
        0xBB => "'d",
        0xBC => "'l",
        0xBD => "'s",
        0xBE => "'t",
        0xBF => "'v",
        0xE1 => "PK",
        0xE2 => "MN",
        0xE4 => "'r",
        0xE5 => "'m",
        _ => null,
    };
}
