using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ActorInput.Emulation.Tests.Pictures;

/// <summary>
/// Reads the kinds of PNG that the product writes, strictly and slowly: written from the specification alone, so that it does not repeat an error of
/// the writer. Checks every checksum, bit by bit.
/// </summary>
internal sealed class PngDecoder
{
    private readonly MemoryStream _data = new();
    private byte[] _palette = [];
    private bool _ended;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int BitDepth { get; private set; }

    public int ColourType { get; private set; }

    /// <summary>The pixels, row by row, as 0xRRGGBB.</summary>
    public int[] Pixels { get; private set; } = [];

    public static PngDecoder Decode(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        var decoder = new PngDecoder();
        var rest = file[8..];
        while (!decoder._ended)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            Assert.Equal(Crc(rest.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(rest[(length + 8)..]));
            decoder.ReadChunk(Encoding.ASCII.GetString(rest.Slice(4, 4)), rest.Slice(8, length));
            rest = rest[(length + 12)..];
        }
        Assert.Equal(0, rest.Length);
        decoder.ReadPixels();
        return decoder;
    }

    private void ReadChunk(string type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case "IHDR":
                Assert.Equal(13, data.Length);
                Width = BinaryPrimitives.ReadInt32BigEndian(data);
                Height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                BitDepth = data[8];
                ColourType = data[9];
                Assert.Equal([0, 0, 0], data[10..].ToArray());
                break;
            case "PLTE":
                Assert.True(data.Length is > 0 and <= 768 && data.Length % 3 == 0);
                _palette = data.ToArray();
                break;
            case "IDAT":
                _data.Write(data);
                break;
            case "IEND":
                Assert.Equal(0, data.Length);
                _ended = true;
                break;
            default:
                Assert.Fail($"An unexpected chunk {type}.");
                break;
        }
    }

    private void ReadPixels()
    {
        _data.Position = 0;
        using var zlib = new ZLibStream(_data, CompressionMode.Decompress);
        var raw = new MemoryStream();
        zlib.CopyTo(raw);
        var bytes = raw.ToArray();
        var bitsPerPixel = ColourType == 3 ? BitDepth : 24;
        var stride = 1 + (((Width * bitsPerPixel) + 7) / 8);
        Assert.Equal(stride * Height, bytes.Length);
        Pixels = new int[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            var row = bytes.AsSpan((y * stride) + 1, stride - 1);
            Unfilter(bytes[y * stride], row, y == 0 ? [] : bytes.AsSpan(((y - 1) * stride) + 1, stride - 1));
            for (var x = 0; x < Width; x++)
                Pixels[(y * Width) + x] = ReadPixel(row, x);
        }
    }

    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        Assert.True(filter is 0 or 2, $"Filter {filter} is not one that the writer uses.");
        for (var i = 0; filter == 2 && i < above.Length; i++)
            row[i] += above[i];
    }

    private int ReadPixel(ReadOnlySpan<byte> row, int x)
    {
        if (ColourType == 2)
            return (row[x * 3] << 16) | (row[(x * 3) + 1] << 8) | row[(x * 3) + 2];
        Assert.Equal(3, ColourType);
        var index = 0;
        for (var i = x * BitDepth; i < (x + 1) * BitDepth; i++)
            index = (index << 1) | ((row[i / 8] >> (7 - (i % 8))) & 1);
        Assert.True(index < _palette.Length / 3, "A pixel outside of the palette.");
        return (_palette[index * 3] << 16) | (_palette[(index * 3) + 1] << 8) | _palette[(index * 3) + 2];
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
