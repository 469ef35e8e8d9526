namespace ActorInput.Emulation.Pictures;

/// <summary>The colours of one picture, numbered in the order in which they first appear.</summary>
internal sealed class ColourPalette
{
    /// <summary>The most colours that an indexed PNG can hold.</summary>
    public const int Capacity = 256;

    // A hash table with open addressing, four times as large as it can fill: a lookup is nearly always one step. A table of all
    // 65,536 colours would be simpler, but clearing it for each picture takes longer than all the rest.
    private const int SlotBits = 10;
    private const int SlotMask = (1 << SlotBits) - 1;

    private readonly short[] _numberPlusOneOfSlot = new short[1 << SlotBits];
    private readonly ushort[] _colours = new ushort[Capacity];
    private int _count;

    /// <summary>Gets how many bits a pixel takes: 1, 2, 4 or 8.</summary>
    public int BitDepth => _count switch
    {
        <= 2 => 1,
        <= 4 => 2,
        <= 16 => 4,
        _ => 8,
    };

    /// <summary>Replaces the colours of some pixels by their numbers, and takes up those that are new.</summary>
    /// <param name="pixels">RGB565 pixels.</param>
    /// <param name="numbers">Receives a number for each pixel.</param>
    /// <returns>False as soon as there is one colour too many; the numbers are then of no use.</returns>
    public bool TryNumber(ReadOnlySpan<ushort> pixels, Span<byte> numbers)
    {
        var last = -1;
        byte number = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            var colour = pixels[i];
            // Games draw flat areas: most pixels are like their left neighbour.
            if (colour != last)
            {
                if (!TryNumber(colour, out number))
                    return false;
                last = colour;
            }
            numbers[i] = number;
        }
        return true;
    }

    /// <summary>Gets the palette as PNG wants it: three bytes a colour.</summary>
    public byte[] ToRgb()
    {
        var rgb = new byte[_count * 3];
        for (var i = 0; i < _count; i++)
            Rgb565.Expand(_colours[i], rgb.AsSpan(i * 3, 3));
        return rgb;
    }

    private bool TryNumber(ushort colour, out byte number)
    {
        // Fibonacci hashing: the golden ratio of 16 bits spreads colours that differ in a few bits.
        var slot = ((colour * 0x9E37) & 0xFFFF) >> (16 - SlotBits);
        while (_numberPlusOneOfSlot[slot] is var found and not 0)
        {
            if (_colours[found - 1] == colour)
            {
                number = (byte)(found - 1);
                return true;
            }
            slot = (slot + 1) & SlotMask;
        }
        number = (byte)_count;
        if (_count == Capacity)
            return false;
        _colours[_count++] = colour;
        _numberPlusOneOfSlot[slot] = (short)_count;
        return true;
    }
}
