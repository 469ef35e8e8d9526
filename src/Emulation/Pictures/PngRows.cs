namespace ActorInput.Emulation.Pictures;

/// <summary>The uncompressed rows of a PNG: a filter byte and then the pixels, packed from the high bits.</summary>
internal static class PngRows
{
    /// <summary>Packs colour numbers.</summary>
    /// <param name="numbers">A number for each pixel, rows without a gap.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="bitDepth">1, 2, 4 or 8 bits a pixel.</param>
    /// <param name="scale">How often each pixel is repeated to the right and each row downwards.</param>
    public static byte[] Indexed(ReadOnlySpan<byte> numbers, int width, int bitDepth, int scale)
    {
        var height = numbers.Length / width;
        var stride = 1 + (((width * scale * bitDepth) + 7) / 8);
        var data = new byte[stride * height * scale];
        var wide = scale == 1 ? null : new byte[width * scale];
        for (var y = 0; y < height; y++)
        {
            var row = numbers.Slice(y * width, width);
            if (wide is not null)
            {
                Widen(row, wide, scale);
                row = wide;
            }
            var at = y * scale * stride;
            Pack(row, data.AsSpan(at + 1, stride - 1), bitDepth);
            Repeat(data, at, stride, scale);
        }
        return data;
    }

    /// <summary>Writes pixels as three bytes each.</summary>
    /// <param name="pixels">RGB565 pixels.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pitch">Pixels from the start of a row to that of the next.</param>
    /// <param name="scale">How often each pixel is repeated to the right and each row downwards.</param>
    public static byte[] TrueColour(ReadOnlySpan<ushort> pixels, int width, int height, int pitch, int scale)
    {
        var stride = 1 + (width * scale * 3);
        var data = new byte[stride * height * scale];
        for (var y = 0; y < height; y++)
        {
            var start = y * scale * stride;
            var at = start + 1;
            foreach (var colour in pixels.Slice(y * pitch, width))
            {
                for (var i = 0; i < scale; i++, at += 3)
                    Rgb565.Expand(colour, data.AsSpan(at, 3));
            }
            Repeat(data, start, stride, scale);
        }
        return data;
    }

    private static void Widen(ReadOnlySpan<byte> row, Span<byte> wide, int scale)
    {
        var at = 0;
        foreach (var number in row)
        {
            for (var i = 0; i < scale; i++)
                wide[at++] = number;
        }
    }

    private static void Pack(ReadOnlySpan<byte> numbers, Span<byte> packed, int bitDepth)
    {
        if (bitDepth == 8)
        {
            numbers.CopyTo(packed);
            return;
        }
        var bits = 0;
        var free = 8;
        var at = 0;
        foreach (var number in numbers)
        {
            free -= bitDepth;
            bits |= number << free;
            if (free == 0)
            {
                packed[at++] = (byte)bits;
                bits = 0;
                free = 8;
            }
        }
        if (free < 8)
            packed[at] = (byte)bits;
    }

    /// <summary>A repeated row is written as the difference to the row above it, all zeros: that takes a third of the time of repeating it.</summary>
    private static void Repeat(byte[] data, int at, int stride, int scale)
    {
        const byte FilterUp = 2;
        for (var i = 1; i < scale; i++)
            data[at + (i * stride)] = FilterUp;
    }
}
