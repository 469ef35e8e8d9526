using ActorInput.Emulation.Pictures;

namespace ActorInput.Host.Nodes;

/// <summary>Makes the emulator server's pictures with our PNG writer.</summary>
internal sealed class PngPictures : IPictureEncoder
{
    public byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale) =>
        PngWriter.Write(rgb565, width, height, width, scale);
}
