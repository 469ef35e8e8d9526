using ActorInput.Emulation.PokemonRed;

namespace ActorInput.Emulation.Tests.PokemonRed;

/// <summary>Work RAM made up by a test, addressed as the game does.</summary>
internal sealed class MemoryImage
{
    public byte[] Bytes { get; } = new byte[PokemonRedMemory.Length];

    public MemoryImage Set(ushort address, params byte[] values)
    {
        values.CopyTo(Bytes, address - PokemonRedMemory.Start);
        return this;
    }

    /// <summary>Writes capital letters, digits and spaces, and the terminator after them.</summary>
    public MemoryImage SetName(ushort address, string name) => Set(address, [.. Encode(name), 0x50]);

    /// <summary>Writes a row of the screen.</summary>
    public MemoryImage SetTiles(int row, int column, params byte[] tiles) => Set((ushort)(0xC3A0 + (row * 20) + column), tiles);

    /// <summary>Draws the empty text box in the lower six rows of the screen.</summary>
    public MemoryImage OpenTextBox()
    {
        SetTiles(12, 0, [0x79, .. Enumerable.Repeat((byte)0x7A, 18), 0x7B]);
        for (var row = 13; row < 17; row++)
            SetTiles(row, 0, [0x7C, .. Enumerable.Repeat((byte)0x7F, 18), 0x7C]);
        return SetTiles(17, 0, [0x7D, .. Enumerable.Repeat((byte)0x7A, 18), 0x7E]);
    }

    public PokemonRedState Read(ReadOnlySpan<byte> rom = default) => PokemonRedMemory.Read(Bytes, rom);

    public static byte[] Encode(string text) => [.. text.Select(c => c switch
    {
        ' ' => (byte)0x7F,
        '!' => (byte)0xE7,
        >= 'A' and <= 'Z' => (byte)(0x80 + c - 'A'),
        >= 'a' and <= 'z' => (byte)(0xA0 + c - 'a'),
        >= '0' and <= '9' => (byte)(0xF6 + c - '0'),
        _ => throw new ArgumentException($"No code for {c}.", nameof(text)),
    })];
}
