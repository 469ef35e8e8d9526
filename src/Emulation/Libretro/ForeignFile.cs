using System.Text;
using System.Text.Unicode;

namespace ActorInput.Emulation.Libretro;

/// <summary>Recognises other kinds of files that users name as a cartridge by mistake, by their first bytes.</summary>
internal static class ForeignFile
{
    private const int CopierHeader = 512;

    /// <summary>The kind of file, with an article ("a web page"); null if it is not recognised.</summary>
    /// <param name="bytes">The file, or at least its first 1,024 bytes.</param>
    public static string? Describe(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "empty (0 bytes)" : OfOtherConsole(bytes) ?? OfArchive(bytes) ?? OfOtherKind(bytes) ?? OfText(bytes);

    /// <summary>
    /// Game Boy Advance and Nintendo DS: the headers of GBATEK (https://problemkaputt.de/gbatek.htm), the logo's first bytes and the fixed value or
    /// the logo's checksum. The others: the first bytes of their formats.
    /// </summary>
    private static string? OfOtherConsole(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> logo = [0x24, 0xFF, 0xAE, 0x51];
        if (At(bytes, 0x04, logo) && At(bytes, 0xB2, [0x96]))
            return "a Game Boy Advance game, which a Game Boy emulator cannot run";
        if (At(bytes, 0xC0, logo) && At(bytes, 0x15C, [0x56, 0xCF]))
            return "a Nintendo DS game";
        if (bytes.StartsWith("NES\u001A"u8))
            return "an NES game";
        if (At(bytes, 0x100, "SEGA"u8))
            return "a Mega Drive game";
        if (At(bytes, 0, [0x80, 0x37, 0x12, 0x40]) || At(bytes, 0, [0x37, 0x80, 0x40, 0x12]) || At(bytes, 0, [0x40, 0x12, 0x37, 0x80]))
            return "a Nintendo 64 game";
        if (bytes.StartsWith("GBS\u0001"u8))
            return "a Game Boy sound file (GBS)";
        return bytes.Length >= CopierHeader + GameCartridge.HeaderEnd && GameCartridge.HasLogo(bytes[CopierHeader..])
            ? "a Game Boy game behind 512 bytes that a copier added (cut them off: tail -c +513 OLD > NEW)"
            : null;
    }

    private static string? OfArchive(ReadOnlySpan<byte> bytes)
    {
        var name = true switch
        {
            _ when CartridgeArchive.IsZip(bytes) => "zip",
            _ when CartridgeArchive.IsGZip(bytes) => "gzip",
            _ when At(bytes, 0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) => "7z",
            _ when bytes.StartsWith("Rar!\u001A\u0007"u8) => "RAR",
            _ when At(bytes, 0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) => "xz",
            _ when bytes.StartsWith("BZh"u8) => "bzip2",
            _ when At(bytes, 0, [0x28, 0xB5, 0x2F, 0xFD]) => "Zstandard",
            _ when At(bytes, 257, "ustar"u8) => "tar",
            _ => null,
        };
        return name is null ? null : $"{(name == "RAR" || name == "xz" ? "an" : "a")} {name} archive, which is not opened here; unpack it, and name the game's file";
    }

    private static string? OfOtherKind(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PATCH"u8) || bytes.StartsWith("BPS1"u8) || bytes.StartsWith("UPS1"u8))
            return "a patch (IPS, BPS or UPS), which has to be applied to a game first";
        if (At(bytes, 0, [0x89, (byte)'P', (byte)'N', (byte)'G']) || At(bytes, 0, [0xFF, 0xD8, 0xFF]) || bytes.StartsWith("GIF8"u8))
            return "a picture";
        if (bytes.StartsWith("%PDF"u8))
            return "a PDF document";
        return bytes.StartsWith("\u007FELF"u8) || bytes.StartsWith("MZ"u8) ? "a program" : null;
    }

    private static string? OfText(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, CartridgeFile.HeadLength)];
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        if (head.StartsWith("version https://git-lfs.github.com/spec/"u8))
            return "a Git LFS pointer, not the file itself (git lfs pull fetches it)";
        if (head.IndexOf("/annex/objects/"u8) >= 0)
            return "a git-annex pointer, not the file itself (git annex get fetches it)";
        if (head.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return null;
        var text = Encoding.UTF8.GetString(head).TrimStart();
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return "a web page: a page about the file, or an error page, was saved in place of the file";
        return IsText(head) ? "a text file" : null;
    }

    /// <summary>The last character may be cut off, by at most four bytes; the file still counts as text.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
                return true;
        }

        return false;
    }

    private static bool At(ReadOnlySpan<byte> bytes, int offset, ReadOnlySpan<byte> sign) =>
        bytes.Length >= offset + sign.Length && bytes.Slice(offset, sign.Length).SequenceEqual(sign);
}
