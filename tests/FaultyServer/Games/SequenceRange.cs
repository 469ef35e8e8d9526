namespace ActorInput.Faults.Games;

/// <summary>Sequences of one epoch. Without a count one.</summary>
internal sealed record SequenceRange(long Epoch, long Sequence, int Count = 1);
