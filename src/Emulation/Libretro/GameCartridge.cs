using System.Security.Cryptography;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <summary>A Game Boy cartridge's bytes, checked, with what its header says. Immutable.</summary>
/// <remarks>The header's layout is that of Pan Docs, "The Cartridge Header" (https://gbdev.io/pandocs/The_Cartridge_Header.html).</remarks>
public sealed class GameCartridge
{
    /// <summary>The smallest cartridge: 32 KiB.</summary>
    public const int MinSize = 32 * 1024;

    /// <summary>The largest cartridge: 8 MiB.</summary>
    public const int MaxSize = 8 * 1024 * 1024;

    private const int LogoStart = 0x104;
    private const int LogoLength = 0x30;
    private const int HeaderStart = 0x134;
    private const int ColorFlag = 0x143;
    private const int SuperFlag = 0x146;
    private const int TypeCode = 0x147;
    private const int RamCode = 0x149;
    private const int HeaderChecksum = 0x14D;

    // SHA-256 of the logo that every cartridge carries; the bytes themselves are not ours to carry.
    private const string LogoHash = "DAF4CABDC852BAA0291849203F0B41FD0B4ECD58E0D7AFF4A509F5DE4D7F9A2E";

    private GameCartridge(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        var header = bytes.Span;
        Info = CartridgeInfo.Of(header);
        HasColor = (header[ColorFlag] & 0x80) != 0;
        HasSuperGameBoy = header[SuperFlag] == 0x03;
        HasClock = header[TypeCode] is 0x0F or 0x10;
        HasBattery = header[TypeCode] is 0x03 or 0x06 or 0x09 or 0x0D or 0x0F or 0x10 or 0x13 or 0x1B or 0x1E or 0x20 or 0x22 or >= 0xFC;
        RamSize = RamSizeOf(header[TypeCode], header[RamCode]);
    }

    /// <summary>All bytes. A copy of what was given, so that nobody can change them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its title and its identity.</summary>
    public CartridgeInfo Info { get; }

    /// <summary>Size in bytes.</summary>
    public int Size => Bytes.Length;

    /// <summary>Whether the game can use a Game Boy Color.</summary>
    public bool HasColor { get; }

    /// <summary>Whether the game can use a Super Game Boy (the header's SGB flag).</summary>
    public bool HasSuperGameBoy { get; }

    /// <summary>Whether the cartridge has a clock (MBC3 with a timer).</summary>
    public bool HasClock { get; }

    /// <summary>Whether a battery keeps the cartridge's RAM.</summary>
    public bool HasBattery { get; }

    /// <summary>The cartridge's own RAM in bytes, 0 when it has none. The 512 half bytes of an MBC2 (types 0x05 and 0x06) are 256 bytes.</summary>
    public int RamSize { get; }

    /// <summary>Reads a cartridge from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidCartridgeException">There is no such file, it cannot be read, or it is no sound cartridge.</exception>
    public static GameCartridge Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new InvalidCartridgeException($"Cartridge '{path}' is a folder; the file of a Game Boy cartridge is needed.");
        try
        {
            // The length first: a wrong path to something huge is not read into memory.
            var length = new FileInfo(path).Length;
            return length > MaxSize ? throw new InvalidCartridgeException(SizeMessage(length)) : FromBytes(File.ReadAllBytes(path));
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
    /// <param name="bytes">The whole cartridge.</param>
    /// <exception cref="InvalidCartridgeException">Size, logo or header checksum are wrong.</exception>
    public static GameCartridge FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < MinSize or > MaxSize || (bytes.Length & (bytes.Length - 1)) != 0)
            throw new InvalidCartridgeException(SizeMessage(bytes.Length));
        var logo = Convert.ToHexString(SHA256.HashData(bytes.Slice(LogoStart, LogoLength)));
        if (!string.Equals(logo, LogoHash, StringComparison.Ordinal))
        {
            throw new InvalidCartridgeException(
                "The logo at 0x104 to 0x133 is not that of a Game Boy cartridge, without which no Game Boy starts one: this is another kind of file, or a damaged one.");
        }

        var sum = ComputeHeaderChecksum(bytes);
        if (sum != bytes[HeaderChecksum])
        {
            throw new InvalidCartridgeException(
                $"The header's checksum at 0x14D is 0x{bytes[HeaderChecksum]:X2}, but its bytes (0x134 to 0x14C) give 0x{sum:X2}: the file is damaged.");
        }

        return new GameCartridge(bytes.ToArray());
    }

    internal static byte ComputeHeaderChecksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var b in bytes[HeaderStart..HeaderChecksum]) sum = sum - b - 1;
        return (byte)sum;
    }

    /// <summary>
    /// The RAM that emulators give a cartridge. Code 1 (2 KiB, never sold) and unknown codes count as 8 KiB, as mGBA has it: what a game finds
    /// there must be in its states.
    /// </summary>
    private static int RamSizeOf(byte type, byte code) => type is 0x05 or 0x06
        ? 256
        : code switch { 0x00 => 0, 0x03 => 32 * 1024, 0x04 => 128 * 1024, 0x05 => 64 * 1024, _ => 8 * 1024 };

    private static string SizeMessage(long size) =>
        $"It has {size:N0} bytes; a Game Boy cartridge has 32 KiB times a power of two, from {MinSize:N0} to {MaxSize:N0} bytes.";
}
