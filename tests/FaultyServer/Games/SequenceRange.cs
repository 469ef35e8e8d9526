namespace ActorInput.Faults.Games;

/// <summary>Sequences of one epoch; one if there is no count.</summary>
internal sealed record SequenceRange(long Epoch, long Sequence, int Count = 1);
