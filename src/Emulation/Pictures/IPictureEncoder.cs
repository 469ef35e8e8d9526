namespace ActorInput.Emulation.Pictures;

/// <summary>Turns a game's picture into a file. Thread-safe.</summary>
public interface IPictureEncoder
{
    /// <summary>Encodes one picture.</summary>
    /// <param name="rgb565">The pixels, row by row without padding: <paramref name="width"/> times <paramref name="height"/> of them.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="scale">Each pixel becomes a square with sides of this many pixels; at least 1.</param>
    /// <returns>The bytes of the file.</returns>
    byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale);
}
