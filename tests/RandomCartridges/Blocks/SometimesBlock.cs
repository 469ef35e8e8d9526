namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Blocks that run only in some turns of the main loop.</summary>
/// <param name="Mask">They run when these bits of the count of turns are all zero.</param>
/// <param name="Blocks">In order.</param>
public sealed record SometimesBlock(byte Mask, IReadOnlyList<Block> Blocks) : Block
{
    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.LoadFrom(WorkRam.Heartbeat);
        code.Op($"and ${Mask:X2}", 0xE6, Mask);
        code.Skip("jp nz", 0xC2, inner => BlockLists.Emit(Blocks, inner));
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink() =>
        [new GroupBlock("always", Blocks), .. BlockLists.Shrink(Blocks).Select(blocks => this with { Blocks = blocks })];
}
