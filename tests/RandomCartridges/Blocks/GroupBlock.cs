namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Blocks that belong together.</summary>
/// <param name="Name">What they do.</param>
/// <param name="Blocks">In order.</param>
public sealed record GroupBlock(string Name, IReadOnlyList<Block> Blocks) : Block
{
    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.Comment(Name);
        foreach (var block in Blocks)
            block.Emit(code);
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink() => BlockLists.Shrink(Blocks).Select(blocks => blocks is [var one] ? one : this with { Blocks = blocks });
}
