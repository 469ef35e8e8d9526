namespace ActorInput.Emulation.Server.Writes;

/// <summary>Identifies a write: the owner's epoch, and the write's number in that epoch.</summary>
/// <param name="Epoch">Counts the owners of the game; 0 to <see cref="Largest"/>.</param>
/// <param name="Sequence">The first of the numbers that the write takes; 1 to <see cref="Largest"/>.</param>
internal readonly record struct WriteTag(long Epoch, long Sequence)
{
    /// <summary>The limit is low enough that neither counter can overflow.</summary>
    public const long Largest = long.MaxValue / 2;
}
