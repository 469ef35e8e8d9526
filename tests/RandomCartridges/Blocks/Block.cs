namespace ActorInput.RandomCartridges.Blocks;

/// <summary>A piece of a generated program. Immutable; leaves every register undefined, and the stack as it was.</summary>
public abstract record Block
{
    /// <summary>Writes its code.</summary>
    public abstract void Emit(CodeWriter code);

    /// <summary>Simpler blocks that may stand in its place, the simplest first.</summary>
    public virtual IEnumerable<Block> Shrink() => [];
}
