namespace ActorInput.Emulation.Server;

/// <summary>Makes a PNG of a picture. Thread-safe.</summary>
public interface IPictureEncoder
{
    /// <summary>Encodes the picture.</summary>
    /// <param name="rgb565">The pixels, row by row without padding.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="scale">How many pixels of the PNG, across and down, one pixel becomes; 1 or 2.</param>
    /// <returns>The PNG file.</returns>
    byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale);
}
