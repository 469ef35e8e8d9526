using System.Globalization;

namespace ActorInput.Host.Gateway;

/// <summary>Reads an address or a length: decimal, or hexadecimal with <c>0x</c>.</summary>
internal static class MemoryNumber
{
    /// <summary>The clause that says which addresses are allowed.</summary>
    public const string AddressRule = "0x0000 to 0xFFFF is allowed, in hexadecimal with 0x or in decimal";

    public static bool TryRead(string? text, out int number)
    {
        number = 0;
        return text is not null && (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number));
    }
}
