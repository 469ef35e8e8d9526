namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Writes a byte: to a register, to memory, or to the bank controller (addresses below 0x8000).</summary>
/// <param name="Address">Where.</param>
/// <param name="Value">What.</param>
public sealed record PokeBlock(ushort Address, Operand Value) : Block
{
    /// <summary>Writes a constant.</summary>
    public PokeBlock(ushort address, byte value)
        : this(address, Operand.Of(value))
    {
    }

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        Value.Emit(code);
        code.StoreTo(Address);
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink() => Value.Shrink().Select(value => this with { Value = value });
}
