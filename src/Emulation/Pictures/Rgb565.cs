namespace ActorInput.Emulation.Pictures;

/// <summary>The pixels of the emulator cores: five bits red, six green, five blue, red highest.</summary>
internal static class Rgb565
{
    /// <summary>Widens a colour to eight bits each by repeating its high bits below: black stays 0 and white becomes 255.</summary>
    /// <param name="colour">The colour as RGB565.</param>
    /// <param name="rgb">Receives three bytes: red, green, blue.</param>
    public static void Expand(ushort colour, Span<byte> rgb)
    {
        var red = colour >> 11;
        var green = (colour >> 5) & 0x3F;
        var blue = colour & 0x1F;
        rgb[0] = (byte)((red << 3) | (red >> 2));
        rgb[1] = (byte)((green << 2) | (green >> 4));
        rgb[2] = (byte)((blue << 3) | (blue >> 2));
    }
}
