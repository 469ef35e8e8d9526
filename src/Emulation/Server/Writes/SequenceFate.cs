namespace ActorInput.Emulation.Server.Writes;

/// <summary>What became of a sequence.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Progress">How much was applied; null when that is not remembered or it was never seen.</param>
/// <param name="IsForgotten">True when it may have been applied, so long ago that the gate no longer knows.</param>
internal readonly record struct SequenceFate(long Sequence, WriteProgress? Progress, bool IsForgotten);
