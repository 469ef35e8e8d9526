using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorInput.Emulation.Pictures;

/// <summary>
/// Writes the small pictures of an emulator as PNG (ISO/IEC 15948). A game shows few colours, so the picture is indexed with as few bits a
/// pixel as they need, and falls back to 24 bits beyond 256 colours. Rows are not filtered, except those that repeat the one above: flat
/// areas compress well without, and filtering costs time.
/// All members may be used from any thread.
/// </summary>
public static class PngWriter
{
    /// <summary>The largest width or height in pixels, before scaling: what a console of this kind can show, with room to spare.</summary>
    public const int MaxSide = 1024;

    private const byte ColourTypeTrueColour = 2;
    private const byte ColourTypeIndexed = 3;

    /// <summary>Writes one picture.</summary>
    /// <param name="pixels">RGB565 pixels, red in the high bits, row by row from the top left.</param>
    /// <param name="width">Pixels in a row, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="pitch">Distance between the starts of two rows, in pixels; at least <paramref name="width"/>.</param>
    /// <param name="scale">1, or 2 to make each pixel a square of four, as a pokemon-gym does.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size, the pitch or the scale is out of its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is shorter than the rows need.</exception>
    public static byte[] Write(ReadOnlySpan<ushort> pixels, int width, int height, int pitch, int scale = 1)
    {
        Validate(pixels, width, height, pitch, scale);
        var palette = new ColourPalette();
        var numbers = new byte[width * height];
        var isIndexed = true;
        for (var y = 0; y < height && isIndexed; y++)
            isIndexed = palette.TryNumber(pixels.Slice(y * pitch, width), numbers.AsSpan(y * width, width));
        var depth = isIndexed ? palette.BitDepth : 8;
        var data = isIndexed
            ? PngRows.Indexed(numbers, width, depth, scale)
            : PngRows.TrueColour(pixels, width, height, pitch, scale);

        var output = new PngChunkWriter(2048);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width * scale);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height * scale);
        header[8] = (byte)depth;
        header[9] = isIndexed ? ColourTypeIndexed : ColourTypeTrueColour;
        // Compression, filter and interlace method: the only ones there are, and none.
        header[10..].Clear();
        output.Write("IHDR"u8, header);
        if (isIndexed)
            output.Write("PLTE"u8, palette.ToRgb());
        output.Write("IDAT"u8, Compress(data));
        output.Write("IEND"u8, []);
        return output.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(byte[] data)
    {
        var compressed = new MemoryStream(1024);
        // Fastest: the best level takes several times as long and saves a tenth.
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(data);
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void Validate(ReadOnlySpan<ushort> pixels, int width, int height, int pitch, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(pitch, width);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 2);
        var needed = ((long)pitch * (height - 1)) + width;
        if (pixels.Length < needed)
            throw new ArgumentException($"{height} rows with a pitch of {pitch} need {needed} pixels, but there are {pixels.Length}.", nameof(pixels));
    }
}
