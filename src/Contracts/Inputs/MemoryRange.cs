namespace ActorInput.Contracts.Inputs;

/// <summary>A piece of the game's memory.</summary>
/// <param name="Address">First address, 0 to 0xFFFF; work RAM is 0xC000 to 0xDFFF.</param>
/// <param name="Length">How many bytes, 1 to 8,192.</param>
public readonly record struct MemoryRange(int Address, int Length)
{
    /// <summary>Most bytes of a range.</summary>
    public const int MaxLength = 8_192;

    /// <summary>Largest number of a bank: an 8 MiB cartridge has 512.</summary>
    public const int MaxBank = 511;

    /// <summary>
    /// The bank of a switched address: ROM (0x4000 to 0x7FFF), video RAM (0x8000 to 0x9FFF), cartridge RAM (0xA000 to 0xBFFF) or work RAM
    /// (0xD000 to 0xDFFF). Null: what the game's processor sees now.
    /// </summary>
    public int? Bank { get; init; }

    /// <summary>Says what is wrong with the range, naming the field, the value and what is allowed; null when nothing is.</summary>
    public string? Problem() =>
        Address is < 0 or > 0xFFFF ? $"address is {Address}; 0 to 65535 are allowed."
        : Length is < 1 or > MaxLength ? $"length is {Length}; 1 to {MaxLength} are allowed."
        : Address + Length > 0x10000 ? $"address {Address} and length {Length} reach beyond 65535."
        : Bank is < 0 or > MaxBank ? $"bank is {Bank}; 0 to {MaxBank} are allowed."
        : Bank is not null && BankedEnd is 0 ? $"bank is {Bank}, but 0x{Address:X4} is not switched; {BankedPlaces}."
        : Bank is not null && Address + Length > BankedEnd ? $"address 0x{Address:X4} and length {Length} leave the bank, which ends at 0x{BankedEnd - 1:X4}."
        : null;

    private const string BankedPlaces = "0x4000 to 0xBFFF and 0xD000 to 0xDFFF have banks";

    private int BankedEnd => Address switch
    {
        >= 0x4000 and < 0x8000 => 0x8000,
        >= 0x8000 and < 0xA000 => 0xA000,
        >= 0xA000 and < 0xC000 => 0xC000,
        >= 0xD000 and < 0xE000 => 0xE000,
        _ => 0,
    };
}
