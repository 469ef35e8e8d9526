using System.Buffers.Binary;
using ActorInput.Emulation.Pictures;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>Writes its arguments as text: width, height, scale and the first pixel.</summary>
internal sealed class FakePictureEncoder : IPictureEncoder
{
    public bool Fails { get; set; }

    public byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale)
    {
        if (Fails)
            throw new InvalidOperationException("The encoder is broken.");
        Assert.Equal(width * height, rgb565.Length);
        return Expected(rgb565[0], width, height, scale);
    }

    public static byte[] Expected(ushort pixel, int width = 160, int height = 144, int scale = 2)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)height);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)scale);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), pixel);
        return bytes;
    }
}
