namespace ActorInput.Emulation.Server.Writes;

/// <summary>A range of sequences of one epoch; the caller asks what became of them.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Sequence">The first.</param>
/// <param name="Count">How many; at least 1.</param>
internal readonly record struct SequenceRange(long Epoch, long Sequence, int Count);
