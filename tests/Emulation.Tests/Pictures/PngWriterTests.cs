using ActorInput.Emulation.Pictures;
using CsCheck;

namespace ActorInput.Emulation.Tests.Pictures;

public sealed class PngWriterTests
{
    private const int Width = 160;
    private const int Height = 144;

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 2, 3)]
    [InlineData(4, 2, 3)]
    [InlineData(5, 4, 3)]
    [InlineData(16, 4, 3)]
    [InlineData(17, 8, 3)]
    [InlineData(256, 8, 3)]
    [InlineData(257, 8, 2)]
    [InlineData(20000, 8, 2)]
    public void Write_ManyOrFewColours_TakesAsFewBitsAsFit(int colours, int depth, int colourType)
    {
        var pixels = new ushort[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (ushort)(i % colours * 3);

        foreach (var scale in new[] { 1, 2 })
        {
            var picture = PngDecoder.Decode(PngWriter.Write(pixels, Width, Height, Width, scale));

            Assert.Equal(depth, picture.BitDepth);
            Assert.Equal(colourType, picture.ColourType);
            AssertShows(picture, pixels, Width, Height, Width, scale);
        }
    }

    [Theory]
    [InlineData(0x0000, 0x000000)]
    [InlineData(0xFFFF, 0xFFFFFF)]
    [InlineData(0xF800, 0xFF0000)]
    [InlineData(0x07E0, 0x00FF00)]
    [InlineData(0x001F, 0x0000FF)]
    [InlineData(0x8410, 0x848284)]
    public void Write_AColour_IsWidenedByItsHighBits(ushort colour, int expected) =>
        Assert.Equal([expected], PngDecoder.Decode(PngWriter.Write([colour], 1, 1, 1)).Pixels);

    [Fact]
    public void Write_AnyPicture_ShowsItsPixelsAndNothingOfThePitch() =>
        (from width in Gen.Int[1, 40]
         from height in Gen.Int[1, 12]
         from gap in Gen.Int[0, 5]
         from scale in Gen.Int[1, 2]
         from colours in Gen.UShort.Array[1, 400]
         from picks in Gen.Int[0, 399].Array[(width + gap) * height]
         select (width, height, pitch: width + gap, scale, pixels: picks.Select(p => colours[p % colours.Length]).ToArray()))
        .Sample(p => AssertShows(
            PngDecoder.Decode(PngWriter.Write(p.pixels, p.width, p.height, p.pitch, p.scale)), p.pixels, p.width, p.height, p.pitch, p.scale));

    [Fact]
    public void Write_LastRowWithoutItsGap_IsEnough()
    {
        var pixels = new ushort[] { 1, 2, 999, 3, 4 };

        AssertShows(PngDecoder.Decode(PngWriter.Write(pixels, 2, 2, 3)), pixels, 2, 2, 3, 1);
        Assert.Throws<ArgumentException>("pixels", () => PngWriter.Write(pixels.AsSpan(0, 4), 2, 2, 3));
    }

    [Theory]
    [InlineData(0, 1, 1, 1, "width")]
    [InlineData(1025, 1, 1025, 1, "width")]
    [InlineData(1, 0, 1, 1, "height")]
    [InlineData(1, 1025, 1, 1, "height")]
    [InlineData(2, 1, 1, 1, "pitch")]
    [InlineData(1, 1, 1, 0, "scale")]
    [InlineData(1, 1, 1, 3, "scale")]
    public void Write_SizeOutOfRange_Throws(int width, int height, int pitch, int scale, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => PngWriter.Write(new ushort[2000], width, height, pitch, scale));

    [Fact]
    public void Write_PictureOfFourColours_TakesAFewHundredBytes()
    {
        var pixels = new ushort[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (ushort)(((i % Width / 16) + (i / Width / 16)) % 4 * 0x528A);

        Assert.InRange(PngWriter.Write(pixels, Width, Height, Width).Length, 100, 600);
    }

    private static void AssertShows(PngDecoder picture, ushort[] pixels, int width, int height, int pitch, int scale)
    {
        Assert.Equal(width * scale, picture.Width);
        Assert.Equal(height * scale, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var colour = pixels[(y / scale * pitch) + (x / scale)];
                // Computed by repeating digits, in another way than in the writer.
                var expected = (Widen(colour >> 11, 5) << 16) | (Widen((colour >> 5) & 63, 6) << 8) | Widen(colour & 31, 5);
                Assert.Equal(expected, picture.Pixels[(y * picture.Width) + x]);
            }
        }
    }

    private static int Widen(int value, int bits)
    {
        var text = Convert.ToString(value, 2).PadLeft(bits, '0');
        return Convert.ToInt32((text + text)[..8], 2);
    }
}
