namespace ActorInput.Emulation.Libretro;

/// <summary>Reads the file that a user names as a cartridge: the game itself, or the only game of an archive.</summary>
internal static class CartridgeFile
{
    /// <summary>How many bytes of a file are enough to tell its format, and whether it has a cartridge's header.</summary>
    public const int HeadLength = 1024;

    /// <summary>Reads the game. A longer file is read only up to the size of the largest cartridge.</summary>
    /// <exception cref="InvalidCartridgeException">The file is too large, or it is an archive without exactly one game.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the file.</exception>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        var head = ReadAtMost(file, HeadLength);
        if (CartridgeArchive.IsZip(head) || CartridgeArchive.IsGZip(head))
        {
            if (!file.CanSeek)
                throw new InvalidCartridgeException("It is an archive in a pipe; name a file.");
            file.Position = 0;
            return CartridgeArchive.IsZip(head) ? CartridgeArchive.ReadZip(file) : CartridgeArchive.ReadGZip(file);
        }

        var rest = ReadAtMost(file, GameCartridge.MaxSize + 1 - head.Length);
        if (head.Length + rest.Length <= GameCartridge.MaxSize)
            return [.. head, .. rest];
        var size = file.CanSeek && file.Length > 0 ? file.Length : head.Length + rest.Length;
        throw new InvalidCartridgeException(
            ForeignFile.Describe(head) is { } kind ? $"It is {kind}; the file of a Game Boy cartridge is needed." : GameCartridge.TooLarge(size));
    }

    /// <summary>Reads to the end of the stream, but at most the given number of bytes.</summary>
    public static byte[] ReadAtMost(Stream source, int most)
    {
        using var read = new MemoryStream();
        var buffer = new byte[Math.Min(most, 81_920)];
        while (read.Length < most)
        {
            var count = source.Read(buffer, 0, (int)Math.Min(buffer.Length, most - read.Length));
            if (count == 0)
                break;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
