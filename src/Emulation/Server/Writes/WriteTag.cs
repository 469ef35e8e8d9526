namespace ActorInput.Emulation.Server.Writes;

/// <summary>Says which owner a write comes from and which of its writes it is.</summary>
/// <param name="Epoch">Counts the owners of the game; 0 to <see cref="Largest"/>.</param>
/// <param name="Sequence">The first of the numbers that the write takes; 1 to <see cref="Largest"/>.</param>
internal readonly record struct WriteTag(long Epoch, long Sequence)
{
    /// <summary>Leaves so much room above that neither counter can overflow.</summary>
    public const long Largest = long.MaxValue / 2;
}
