namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Blocks that run only when one of some buttons was held at the last reading.</summary>
/// <param name="Mask">Bits of <see cref="WorkRam.Buttons"/>.</param>
/// <param name="Blocks">In order.</param>
public sealed record IfButtonsBlock(byte Mask, IReadOnlyList<Block> Blocks) : Block
{
    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.LoadFrom(WorkRam.Buttons);
        code.Op($"and ${Mask:X2}", 0xE6, Mask);
        code.Skip("jp z", 0xCA, inner => BlockLists.Emit(Blocks, inner));
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink() =>
        [new GroupBlock("always", Blocks), .. BlockLists.Shrink(Blocks).Select(blocks => this with { Blocks = blocks })];
}
