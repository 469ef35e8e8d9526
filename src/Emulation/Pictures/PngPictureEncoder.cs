namespace ActorInput.Emulation.Pictures;

/// <summary>Encodes pictures with <see cref="PngWriter"/>.</summary>
public sealed class PngPictureEncoder : IPictureEncoder
{
    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale) =>
        PngWriter.Write(rgb565, width, height, width, scale);
}
