namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Lists of blocks.</summary>
public static class BlockLists
{
    /// <summary>Writes their code.</summary>
    public static void Emit(IReadOnlyList<Block> blocks, CodeWriter code)
    {
        foreach (var block in blocks)
            block.Emit(code);
    }

    /// <summary>The blocks without inner blocks, at any depth.</summary>
    public static IEnumerable<Block> Flatten(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        GroupBlock group => Flatten(group.Blocks),
        IfButtonsBlock choice => Flatten(choice.Blocks),
        SometimesBlock some => Flatten(some.Blocks),
        _ => [block],
    });

    /// <summary>Shorter lists first: halves, quarters… are left out. Then lists with one simpler block.</summary>
    public static IEnumerable<IReadOnlyList<Block>> Shrink(IReadOnlyList<Block> blocks)
    {
        for (var size = blocks.Count; size >= 1; size /= 2)
        {
            for (var at = 0; at < blocks.Count; at += size)
                yield return [.. blocks.Take(at), .. blocks.Skip(at + size)];
        }

        for (var i = 0; i < blocks.Count; i++)
        {
            foreach (var simpler in blocks[i].Shrink())
                yield return [.. blocks.Take(i), simpler, .. blocks.Skip(i + 1)];
        }
    }
}
