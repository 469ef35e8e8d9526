namespace ActorInput.Emulation.Cartridge;

/// <summary>
/// The game that comes with the emulator server: a meadow to walk in, made for this project. It keeps a ledger of the buttons it saw
/// in work RAM, so that a test can prove order and once-ness end to end. README.md beside the cartridge describes the game and
/// every address; all numbers in memory are little-endian.
/// </summary>
public static class DemoCartridge
{
    /// <summary>The size of the cartridge in bytes.</summary>
    public const int Size = 32 * 1024;

    /// <summary>
    /// Address of the ledger: the four bytes of <see cref="LedgerMagic"/>, present from the moment the game reads its buttons.
    /// </summary>
    public const ushort LedgerAddress = 0xC100;

    /// <summary>Address of the number of presses seen since power-on (32 bits).</summary>
    public const ushort PressCountAddress = 0xC104;

    /// <summary>Address of the number of frames in which the game has read its buttons since power-on (32 bits).</summary>
    public const ushort FrameCountAddress = 0xC108;

    /// <summary>Address of the capacity of both rings in entries (16 bits): <see cref="RingCapacity"/>.</summary>
    public const ushort RingCapacityAddress = 0xC10C;

    /// <summary>
    /// Address of the ring of buttons, one byte a press: press <c>n</c>, counted from 0, is at <c>n mod 256</c>. Bits from the lowest:
    /// A, B, SELECT, START, RIGHT, LEFT, UP, DOWN. Buttons that went down in one frame share an entry.
    /// </summary>
    public const ushort ButtonRingAddress = 0xC110;

    /// <summary>Address of the ring of frames, four bytes a press: the frame count at which the press of the same slot was seen.</summary>
    public const ushort FrameRingAddress = 0xC210;

    /// <summary>
    /// Address of the hash (32 bits, FNV-1a) over the button bytes of all presses since power-on: it tells the whole history
    /// where the ring only holds the last <see cref="RingCapacity"/>. <see cref="HashOf"/> computes the expected value.
    /// </summary>
    public const ushort PressHashAddress = 0xC610;

    /// <summary>Address of the walker's column (8 bits, 0 to 9); the row (0 to 7) follows.</summary>
    public const ushort PositionAddress = 0xC620;

    /// <summary>Entries in each ring.</summary>
    public const int RingCapacity = 256;

    /// <summary>Bytes of the ledger from <see cref="LedgerAddress"/> to the end of the hash.</summary>
    public const int LedgerLength = PressHashAddress + sizeof(uint) - LedgerAddress;

    private const string ResourceName = "demo.gb";

    /// <summary>The bytes at <see cref="LedgerAddress"/> while the game keeps its ledger: "REIN" in ASCII.</summary>
    public static ReadOnlySpan<byte> LedgerMagic => "REIN"u8;

    /// <summary>Reads the cartridge out of this assembly.</summary>
    /// <returns>A new array of <see cref="Size"/> bytes; the caller owns it.</returns>
    public static byte[] ReadRom()
    {
        using var stream = typeof(DemoCartridge).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from the assembly: the build left it out.");
        var rom = new byte[stream.Length];
        stream.ReadExactly(rom);
        return rom;
    }

    /// <summary>Computes what the game's hash is after the given presses, from power-on.</summary>
    /// <param name="presses">The button bytes of the presses in order, as in the ring of buttons.</param>
    /// <returns>FNV-1a with 32 bits, as published by Fowler, Noll and Vo.</returns>
    public static uint HashOf(ReadOnlySpan<byte> presses)
    {
        var hash = 0x811C9DC5u;
        foreach (var press in presses)
            hash = unchecked((hash ^ press) * 0x01000193u);
        return hash;
    }
}
