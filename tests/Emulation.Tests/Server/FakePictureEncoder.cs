using System.Globalization;
using System.Text;
using ActorInput.Emulation.Pictures;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Writes its arguments as text, so that a test can read them.</summary>
internal sealed class FakePictureEncoder : IPictureEncoder
{
    public byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{width}x{height}x{scale} {rgb565.Length} {rgb565[0]:X4}"));
}
