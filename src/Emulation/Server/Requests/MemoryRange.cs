using System.Globalization;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A range of the game's memory that a caller asks for.</summary>
/// <param name="Address">The first address.</param>
/// <param name="Length">Bytes; 1 to <see cref="MostBytes"/>.</param>
/// <param name="Bank">The bank of a switched address; null for what the game's processor sees.</param>
internal readonly record struct MemoryRange(ushort Address, int Length, int? Bank = null)
{
    public const int MostBytes = Contracts.Inputs.MemoryRange.MaxLength;
    public const int MostBank = Contracts.Inputs.MemoryRange.MaxBank;
    public const string AllowedAddress = "allowed is an address such as 0xC100 or 49408, 0 to 0xFFFF";
    private const int WorkRamStart = 0xC000;
    private const int WorkRamEnd = 0xE000;

    /// <summary>Every game has work RAM.</summary>
    public bool IsInWorkRam => Bank is null && Address >= WorkRamStart && Address + Length <= WorkRamEnd;

    public string AddressText => string.Create(CultureInfo.InvariantCulture, $"0x{Address:X4}");

    public static bool TryParseAddress(ReadOnlySpan<char> text, out long address) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out address);

    /// <exception cref="ProblemException">The range goes beyond the address space, or beyond its bank.</exception>
    public static MemoryRange Of(long address, int length, int? bank = null)
    {
        if (address is < 0 or > ushort.MaxValue || address + length > ushort.MaxValue + 1)
            throw new ProblemException(RequestProblems.MemoryRange(string.Create(CultureInfo.InvariantCulture, $"0x{address:X4}"), length));
        if (bank is not null && new Contracts.Inputs.MemoryRange((int)address, length) { Bank = bank }.Problem() is { } wrong)
            throw new ProblemException(RequestProblems.MemoryBank(wrong, string.Create(CultureInfo.InvariantCulture, $"0x{address:X4}"), length, bank.Value));
        return new MemoryRange((ushort)address, length, bank);
    }
}
