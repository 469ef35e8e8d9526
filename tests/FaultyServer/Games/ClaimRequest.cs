namespace ActorInput.Faults.Games;

/// <summary>A request to take a game over.</summary>
/// <param name="Held">The epoch that the caller holds; another is refused.</param>
/// <param name="AtLeast">Least new epoch.</param>
/// <param name="Resolve">Sequences whose fate is asked for.</param>
/// <param name="Id">Names the claim: the same again gets the first answer.</param>
internal sealed record ClaimRequest(long? Held, long? AtLeast, SequenceRange? Resolve, string? Id);
