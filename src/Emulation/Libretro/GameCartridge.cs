using System.Numerics;
using System.Security.Cryptography;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <summary>A Game Boy cartridge: the file as it was found, what its header says, and the bytes for the core. Immutable.</summary>
/// <remarks>
/// <para>The header's layout is that of Pan Docs, "The Cartridge Header" (https://gbdev.io/pandocs/The_Cartridge_Header.html).</para>
/// <para>
/// A Game Boy refuses a cartridge without the logo or with a wrong header checksum. Emulators start at 0x100, and games are found with a wrong
/// checksum or cut to an odd size, so those two are <see cref="Warnings"/> here. Without the logo a file is taken for something else.
/// </para>
/// </remarks>
public sealed class GameCartridge
{
    /// <summary>The smallest cartridge that a Game Boy addresses, in bytes: 32 KiB. A shorter file is padded to this size.</summary>
    public const int MinSize = 32 * 1024;

    /// <summary>The largest cartridge, in bytes: 8 MiB.</summary>
    public const int MaxSize = 8 * 1024 * 1024;

    /// <summary>The shortest file that can be a game, in bytes: it has a whole header.</summary>
    internal const int HeaderEnd = 0x150;

    private const int LogoStart = 0x104;
    private const int LogoLength = 0x30;
    private const int HeaderStart = 0x134;
    private const int ColorFlag = 0x143;
    private const int SuperFlag = 0x146;
    private const int TypeCode = 0x147;
    private const int RamCode = 0x149;
    private const int HeaderChecksum = 0x14D;

    // The byte that an erased ROM chip gives, or a bus that nothing drives.
    private const byte Padding = 0xFF;

    // SHA-256 of the logo that every cartridge has. The logo itself is not stored here, because others hold the rights to it.
    private const string LogoHash = "DAF4CABDC852BAA0291849203F0B41FD0B4ECD58E0D7AFF4A509F5DE4D7F9A2E";

    private GameCartridge(ReadOnlySpan<byte> file)
    {
        File = file.ToArray();
        var warnings = new List<string>();
        Bytes = Pad(File, warnings);
        CheckSum(file, warnings);
        Warnings = warnings;
        Info = CartridgeInfo.Of(file) with { Warnings = warnings };
        HasColor = (file[ColorFlag] & 0x80) != 0;
        HasSuperGameBoy = file[SuperFlag] == 0x03;
        HasClock = file[TypeCode] is 0x0F or 0x10;
        HasOtherClock = file[TypeCode] is 0xFD or 0xFE;
        HasBattery = file[TypeCode] is 0x03 or 0x06 or 0x09 or 0x0D or 0x0F or 0x10 or 0x13 or 0x1B or 0x1E or 0x20 or 0x22 or >= 0xFC;
        HasPlainRam = file[TypeCode] is 0x02 or 0x03 or 0x08 or 0x09 or (>= 0x0C and <= 0x13) or (>= 0x1A and <= 0x1E) or 0xFF;
        RamSize = RamSizeOf(file[TypeCode], file[RamCode]);
    }

    /// <summary>The file as it was found (out of an archive: the file in it). Its SHA-256 is the cartridge's identity.</summary>
    public ReadOnlyMemory<byte> File { get; }

    /// <summary>The bytes for the core: <see cref="File"/>, padded with 0xFF to 32 KiB times a power of two if it has another size.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Faults of the file that do not keep it from running, a sentence each; empty if there are none.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Title and identity of <see cref="File"/>.</summary>
    public CartridgeInfo Info { get; }

    /// <summary>Size of the bytes for the core.</summary>
    public int Size => Bytes.Length;

    /// <summary>Whether the game can use a Game Boy Color.</summary>
    public bool HasColor { get; }

    /// <summary>Whether the game can use a Super Game Boy (the header's SGB flag).</summary>
    public bool HasSuperGameBoy { get; }

    /// <summary>Whether the cartridge has a clock (MBC3 with a timer).</summary>
    public bool HasClock { get; }

    /// <summary>Whether the cartridge has a clock of another kind (TAMA5, HuC3).</summary>
    public bool HasOtherClock { get; }

    /// <summary>Whether a battery keeps the cartridge's RAM.</summary>
    public bool HasBattery { get; }

    /// <summary>How many bytes the battery keeps; 0 without a battery.</summary>
    public int BatterySize => HasBattery ? RamSize : 0;

    /// <summary>Whether the cartridge's RAM is mapped at 0xA000 to 0xBFFF as plain bytes, in banks of 8 KiB.</summary>
    public bool HasPlainRam { get; }

    /// <summary>The cartridge's own RAM in bytes, 0 when it has none. The 512 half bytes of an MBC2 (types 0x05 and 0x06) are 256 bytes.</summary>
    public int RamSize { get; }

    /// <summary>Reads a cartridge from a file: the game itself, or a zip or gzip archive that holds one game.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidCartridgeException">
    /// There is no such file, it cannot be read, or it holds no game or several; the message names the file and what was found in it.
    /// </exception>
    public static GameCartridge Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new InvalidCartridgeException($"Cartridge '{path}' is a folder; the file of a Game Boy cartridge is needed.");
        try
        {
            return FromBytes(CartridgeFile.Read(path));
        }
        catch (InvalidCartridgeException e)
        {
            throw new InvalidCartridgeException($"Cartridge '{path}': {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCartridgeException($"Cartridge '{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Checks bytes and takes a copy of them.</summary>
    /// <param name="bytes">The whole cartridge, not an archive.</param>
    /// <exception cref="InvalidCartridgeException">
    /// The bytes have no header or no logo, or are more than any cartridge has. The message says what kind of file it is if that is known.
    /// </exception>
    public static GameCartridge FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (HasLogo(bytes))
            return bytes.Length <= MaxSize ? new GameCartridge(bytes) : throw new InvalidCartridgeException(TooLarge(bytes.Length));
        if (ForeignFile.Describe(bytes) is { } kind)
            throw new InvalidCartridgeException($"It is {kind}; the file of a Game Boy cartridge is needed.");
        throw new InvalidCartridgeException(bytes.Length < HeaderEnd
            ? $"It has {bytes.Length:N0} bytes; the header of a Game Boy cartridge alone ends at {HeaderEnd}."
            : "The bytes at 0x104 to 0x133 are not the logo of a Game Boy cartridge, and a Game Boy starts no cartridge without it: this is another kind of file, or a damaged one.");
    }

    /// <summary>Whether the file has a whole header with the logo of a Game Boy cartridge in its place.</summary>
    internal static bool HasLogo(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderEnd
        && string.Equals(Convert.ToHexString(SHA256.HashData(bytes.Slice(LogoStart, LogoLength))), LogoHash, StringComparison.Ordinal);

    internal static string TooLarge(long size) => $"It has {size:N0} bytes; a Game Boy cartridge has at most {MaxSize:N0}.";

    /// <summary>Checks that a battery of this length fits the cartridge.</summary>
    /// <param name="length">The battery's length in bytes.</param>
    /// <exception cref="InvalidBatteryException">It does not fit.</exception>
    public void CheckBattery(long length)
    {
        if (length == BatterySize) return;
        throw new InvalidBatteryException(BatterySize == 0
            ? $"The cartridge '{Info.Title}' has no battery; one of {length:N0} bytes was given."
            : $"The battery has {length:N0} bytes; that of '{Info.Title}' keeps {BatterySize:N0}. Some emulators append bytes for a clock; they must be cut off.");
    }

    internal static byte ComputeHeaderChecksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var b in bytes[HeaderStart..HeaderChecksum]) sum = sum - b - 1;
        return (byte)sum;
    }

    /// <summary>
    /// The RAM that emulators give a cartridge. Code 1 (2 KiB, never sold) and unknown codes count as 8 KiB, as in mGBA, because the game's states
    /// must contain all RAM that it can use.
    /// </summary>
    private static int RamSizeOf(byte type, byte code) => type is 0x05 or 0x06
        ? 256
        : code switch { 0x00 => 0, 0x03 => 32 * 1024, 0x04 => 128 * 1024, 0x05 => 64 * 1024, _ => 8 * 1024 };

    /// <summary>
    /// A core selects a bank by the low bits of its number, as the cartridge's address lines do. If the size were not a power of two, it would select
    /// the wrong bank or read beyond the end.
    /// </summary>
    private static ReadOnlyMemory<byte> Pad(ReadOnlyMemory<byte> file, List<string> warnings)
    {
        var size = Math.Max(MinSize, (int)BitOperations.RoundUpToPowerOf2((uint)file.Length));
        if (size == file.Length)
            return file;
        warnings.Add(
            $"The file has {file.Length:N0} bytes, but a Game Boy cartridge has 32 KiB times a power of two: it is padded with 0xFF to {size:N0} for the core. Perhaps the end is missing, or something was appended.");
        var padded = new byte[size];
        file.Span.CopyTo(padded);
        padded.AsSpan(file.Length).Fill(Padding);
        return padded;
    }

    private static void CheckSum(ReadOnlySpan<byte> file, List<string> warnings)
    {
        var sum = ComputeHeaderChecksum(file);
        if (sum != file[HeaderChecksum])
        {
            warnings.Add(
                $"The header's checksum at 0x14D is 0x{file[HeaderChecksum]:X2}, but its bytes (0x134 to 0x14C) give 0x{sum:X2}: a real Game Boy would not start it. The emulator does; perhaps the file is damaged.");
        }
    }
}
