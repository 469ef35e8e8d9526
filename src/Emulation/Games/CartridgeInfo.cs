using System.Security.Cryptography;
using System.Text;

namespace ActorInput.Emulation.Games;

/// <summary>Describes a cartridge.</summary>
/// <param name="Title">The title in its header (0x134 to 0x143, as far as it is printable ASCII); empty when there is none.</param>
/// <param name="Sha256">Of the whole file, 64 digits of lower-case hex: the cartridge's identity.</param>
/// <param name="Size">Bytes.</param>
public sealed record CartridgeInfo(string Title, string Sha256, int Size)
{
    private const int TitleStart = 0x134;
    private const int TitleLength = 16;

    /// <summary>Warnings about a file that plays nevertheless; a sentence each, empty when there are none.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads the header of a cartridge. Any file is accepted: the core decides whether it runs.</summary>
    public static CartridgeInfo Of(ReadOnlySpan<byte> cartridge)
    {
        var title = cartridge.Length >= TitleStart + TitleLength ? cartridge.Slice(TitleStart, TitleLength) : [];
        // The last bytes are flags in newer cartridges: the title ends at the first byte that is no text.
        var end = title.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        var text = Encoding.ASCII.GetString(end < 0 ? title : title[..end]).TrimEnd();
        return new CartridgeInfo(text, Convert.ToHexStringLower(SHA256.HashData(cartridge)), cartridge.Length);
    }
}
