namespace ActorInput.Emulation.Server.Writes;

/// <summary>Sequences that were sent under one epoch and whose fate is asked.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Sequence">The first.</param>
/// <param name="Count">How many; at least 1.</param>
internal readonly record struct SequenceRange(long Epoch, long Sequence, int Count);
