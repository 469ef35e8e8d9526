namespace ActorInput.Faults.Games;

/// <summary>What became of one sequence.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Applied">Steps applied.</param>
/// <param name="Of">Steps asked for; null when the game never saw it.</param>
/// <param name="IsForgotten">Whether it is too long ago to tell.</param>
internal readonly record struct SequenceFate(long Sequence, int Applied, int? Of, bool IsForgotten);
