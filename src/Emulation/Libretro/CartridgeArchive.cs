using System.Buffers.Binary;
using System.IO.Compression;
using ActorInput.Emulation.Common;

namespace ActorInput.Emulation.Libretro;

/// <summary>
/// Reads the only game of a zip or gzip archive, in memory. Of each file at most the size of the largest cartridge is unpacked, so that a small
/// archive cannot fill the memory.
/// </summary>
internal static class CartridgeArchive
{
    /// <summary>The largest zip archive that is opened, in bytes. It is limited because the archive's table of contents is read as a whole.</summary>
    public const int MaxZipSize = 32 * 1024 * 1024;

    /// <summary>The most files that a zip archive may have.</summary>
    public const int MaxZipFiles = 1_000;

    private const int NamesTold = 5;
    private const int GZipTrailer = 8;

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    public static bool IsGZip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 0x08, ..];

    /// <summary>Reads the only game of a zip archive. A game is known by its header, not by its name.</summary>
    /// <exception cref="InvalidCartridgeException">The archive has no game or several, or it is damaged, too large or encrypted.</exception>
    public static byte[] ReadZip(Stream file)
    {
        if (file.Length > MaxZipSize)
            throw new InvalidCartridgeException($"It is a zip archive of {file.Length:N0} bytes; at most {MaxZipSize:N0} are opened. Unpack it, and name the game's file.");
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxZipFiles)
                throw new InvalidCartridgeException($"It is a zip archive of {archive.Entries.Count:N0} files; at most {MaxZipFiles:N0} are looked at. Unpack it, and name the game's file.");
            var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToArray();
            var games = files.Where(IsGame).ToArray();
            return games switch
            {
                [var game] => ReadEntry(game),
                [] => throw new InvalidCartridgeException(NoGame(files)),
                _ => throw new InvalidCartridgeException($"It is a zip archive of {games.Length:N0} games: {Names(games)}. Unpack it, and name the file of one game."),
            };
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new InvalidCartridgeException($"It is a zip archive that cannot be opened: {e.Message}");
        }
    }

    /// <summary>Reads the file in a gzip archive.</summary>
    /// <exception cref="InvalidCartridgeException">It is larger than a cartridge, or the archive is damaged or cut off.</exception>
    public static byte[] ReadGZip(Stream file)
    {
        byte[] bytes;
        try
        {
            using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            bytes = CartridgeFile.ReadAtMost(unpacked, GameCartridge.MaxSize + 1);
        }
        catch (InvalidDataException)
        {
            throw new InvalidCartridgeException("It is a gzip archive that is damaged.");
        }

        if (bytes.Length == 0)
            throw new InvalidCartridgeException("It is a gzip archive with nothing in it.");
        if (ForeignFile.Describe(bytes) is { } kind && !GameCartridge.HasLogo(bytes))
            throw new InvalidCartridgeException($"This gzip archive contains {kind}; the file of a Game Boy cartridge is needed.");
        if (bytes.Length > GameCartridge.MaxSize)
            throw new InvalidCartridgeException($"It is a gzip archive of more than {GameCartridge.MaxSize:N0} bytes, and a Game Boy cartridge has at most that many.");

        // .NET reports no error for an archive that ends early.
        Span<byte> trailer = stackalloc byte[GZipTrailer];
        file.Seek(-GZipTrailer, SeekOrigin.End);
        file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.Compute(bytes) || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != bytes.Length)
            throw new InvalidCartridgeException("It is a gzip archive that is damaged or cut off: its checksum does not match its contents.");
        return bytes;
    }

    private static bool IsGame(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted || entry.Length is < GameCartridge.HeaderEnd or > GameCartridge.MaxSize)
            return false;
        return GameCartridge.HasLogo(ReadHead(entry));
    }

    private static byte[] ReadHead(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return CartridgeFile.ReadAtMost(content, CartridgeFile.HeadLength);
    }

    /// <summary>Checks the length and the checksum of the unpacked file, because .NET does not.</summary>
    private static byte[] ReadEntry(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = CartridgeFile.ReadAtMost(content, GameCartridge.MaxSize + 1);
        return bytes.Length == entry.Length && Crc32.Compute(bytes) == entry.Crc32
            ? bytes
            : throw new InvalidCartridgeException($"It is a zip archive that is damaged: the checksum or length of '{entry.FullName}' is not the one that the archive records.");
    }

    private static string NoGame(ZipArchiveEntry[] files)
    {
        switch (files)
        {
            case []:
                return "It is a zip archive without a file in it.";
            case [{ IsEncrypted: true }, ..] when files.All(file => file.IsEncrypted):
                return "It is an encrypted zip archive; unpack it, and name the game's file.";
            case [var only]:
                var kind = ForeignFile.Describe(ReadHead(only))
                    ?? (only.Length > GameCartridge.MaxSize ? $"a file of {only.Length:N0} bytes, more than the {GameCartridge.MaxSize:N0} of the largest cartridge" : "a file without the logo of a Game Boy cartridge at 0x104");
                return $"It is a zip archive with '{only.FullName}', which is {kind}.";
            default:
                return $"It is a zip archive of {files.Length:N0} files without a Game Boy game among them: {Names(files)}.";
        }
    }

    private static string Names(ZipArchiveEntry[] files) =>
        string.Join(", ", files.Take(NamesTold).Select(file => $"'{file.FullName}'")) + (files.Length > NamesTold ? ", …" : "");
}
