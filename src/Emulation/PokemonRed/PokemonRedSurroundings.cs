using System.Buffers.Binary;
using System.Text;

namespace ActorInput.Emulation.PokemonRed;

/// <summary>
/// The surroundings of the player. The screen is ten by nine steps, with the player always at column 4, row 4. As in the game, a step is free if the
/// lower left of its four tiles is in the list of the map's tile set, which is in the first bank of the cartridge. Ledges, and edges between two
/// heights, are not included: whether they can be passed depends on the direction.
/// </summary>
internal sealed class PokemonRedSurroundings
{
    private const int Columns = 10;
    private const int Rows = 9;
    private const int PlayerColumn = 4;
    private const int PlayerRow = 4;
    private const int TilesInRow = 20;
    private const int BankLength = 0x4000;

    private const int Sprites = 0xC100 - PokemonRedMemory.Start;
    private const int SpriteLength = 16;
    private const int SpriteCount = 16;
    private const int TileMap = 0xC3A0 - PokemonRedMemory.Start;
    private const int IsInBattle = 0xD057 - PokemonRedMemory.Start;
    private const int CollisionPointer = 0xD530 - PokemonRedMemory.Start;

    private readonly bool[] _isFree = new bool[Columns * Rows];
    private readonly bool[] _isTaken = new bool[Columns * Rows];
    private readonly char _player;

    private PokemonRedSurroundings(char player) => _player = player;

    /// <summary>Reads them.</summary>
    /// <param name="wram">Work RAM from 0xC000 on.</param>
    /// <param name="rom">The cartridge, or nothing.</param>
    /// <returns>Null in a battle, without a map, and without a cartridge.</returns>
    public static PokemonRedSurroundings? Read(ReadOnlySpan<byte> wram, ReadOnlySpan<byte> rom)
    {
        var pointer = BinaryPrimitives.ReadUInt16LittleEndian(wram[CollisionPointer..]);
        if (wram[IsInBattle] != 0 || pointer is 0 or >= BankLength || pointer >= rom.Length)
            return null;
        var surroundings = new PokemonRedSurroundings(PlayerSign(wram[Sprites + 9]));
        surroundings.ReadGround(wram, FreeTiles(rom[pointer..]));
        surroundings.ReadSprites(wram);
        return surroundings;
    }

    /// <summary>Draws them within a frame, and explains the signs below.</summary>
    public string Draw()
    {
        const string Border = "+----------+\n";
        var drawing = new StringBuilder(Border);
        for (var row = 0; row < Rows; row++)
        {
            drawing.Append('|');
            for (var column = 0; column < Columns; column++)
                drawing.Append(SignAt(column, row));
            drawing.Append("|\n");
        }
        drawing.Append(Border);
        drawing.Append("\nLegend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)");
        return drawing.ToString();
    }

    /// <summary>Names the directions in which the next step is free.</summary>
    public List<string> ValidMoves()
    {
        var moves = new List<string>(4);
        AddIfFree(moves, "up", PlayerColumn, PlayerRow - 1);
        AddIfFree(moves, "down", PlayerColumn, PlayerRow + 1);
        AddIfFree(moves, "left", PlayerColumn - 1, PlayerRow);
        AddIfFree(moves, "right", PlayerColumn + 1, PlayerRow);
        return moves;
    }

    /// <summary>The list ends with 0xFF. A cartridge with a false header may have no such end, so the list also ends at its greatest length.</summary>
    private static ReadOnlySpan<byte> FreeTiles(ReadOnlySpan<byte> list)
    {
        var longest = list[..Math.Min(list.Length, 256)];
        var end = longest.IndexOf((byte)0xFF);
        return end < 0 ? longest : longest[..end];
    }

    private static char PlayerSign(byte facing) => (facing & 0x0C) switch
    {
        0x00 => '↓',
        0x04 => '↑',
        0x08 => '←',
        _ => '→',
    };

    private void ReadGround(ReadOnlySpan<byte> wram, ReadOnlySpan<byte> freeTiles)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var tile = wram[TileMap + (((2 * row) + 1) * TilesInRow) + (2 * column)];
                _isFree[(row * Columns) + column] = freeTiles.Contains(tile);
            }
        }
    }

    private void ReadSprites(ReadOnlySpan<byte> wram)
    {
        const byte OffScreen = 0xFF;
        // The first is the player.
        for (var i = 1; i < SpriteCount; i++)
        {
            var sprite = wram.Slice(Sprites + (i * SpriteLength), SpriteLength);
            if (sprite[0] == 0 || sprite[2] == OffScreen)
                continue;
            // Sprites stand 4 pixels above their step; half a step is added to take the nearer one of a walking sprite.
            var row = (sprite[4] + 4 + 8) / 16;
            var column = (sprite[6] + 8) / 16;
            if (row < Rows && column < Columns)
                _isTaken[(row * Columns) + column] = true;
        }
    }

    private char SignAt(int column, int row)
    {
        if (column == PlayerColumn && row == PlayerRow)
            return _player;
        var index = (row * Columns) + column;
        if (_isTaken[index])
            return 'S';
        return _isFree[index] ? '·' : '█';
    }

    private void AddIfFree(List<string> moves, string name, int column, int row)
    {
        var index = (row * Columns) + column;
        if (_isFree[index] && !_isTaken[index])
            moves.Add(name);
    }
}
