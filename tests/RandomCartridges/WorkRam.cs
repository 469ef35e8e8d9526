namespace ActorInput.RandomCartridges;

/// <summary>The layout of a generated game's work RAM. Blocks write at random only from <see cref="Free"/> on.</summary>
public static class WorkRam
{
    /// <summary>Grows by one with every turn of the main loop (16 bits, little-endian), so it shows whether the game still runs.</summary>
    public const ushort Heartbeat = 0xC000;

    /// <summary>How many bytes were put into the ring, modulo 256.</summary>
    public const ushort RingIndex = 0xC002;

    /// <summary>A number that changes with every use and with the buttons.</summary>
    public const ushort Noise = 0xC003;

    /// <summary>The joypad as it was last read, a held button being a 1.</summary>
    public const ushort Buttons = 0xC004;

    /// <summary>Five bytes: how often each interrupt came.</summary>
    public const ushort InterruptCounts = 0xC005;

    /// <summary>256 bytes: what the game read back last.</summary>
    public const ushort Ring = 0xC100;

    /// <summary>The first address that random writes may hit; up to the stack, and from 0xD000 on.</summary>
    public const ushort Free = 0xC300;

    /// <summary>The last address that random writes may hit below the stack.</summary>
    public const ushort FreeEnd = 0xCBFF;

    /// <summary>The stack's first address.</summary>
    public const ushort Stack = 0xCFF0;
}
