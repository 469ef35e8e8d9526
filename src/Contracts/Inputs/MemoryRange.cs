namespace ActorInput.Contracts.Inputs;

/// <summary>A piece of the game's memory.</summary>
/// <param name="Address">First address, 0 to 0xFFFF; work RAM is 0xC000 to 0xDFFF.</param>
/// <param name="Length">How many bytes, 1 to 8,192.</param>
public readonly record struct MemoryRange(int Address, int Length)
{
    /// <summary>Most bytes of a range.</summary>
    public const int MaxLength = 8_192;

    /// <summary>Says what is wrong with the range, naming the field, the value and what is allowed; null when nothing is.</summary>
    public string? Problem() =>
        Address is < 0 or > 0xFFFF ? $"address is {Address}; 0 to 65535 are allowed."
        : Length is < 1 or > MaxLength ? $"length is {Length}; 1 to {MaxLength} are allowed."
        : Address + Length > 0x10000 ? $"address {Address} and length {Length} reach beyond 65535."
        : null;
}
