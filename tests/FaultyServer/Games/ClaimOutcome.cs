namespace ActorInput.Faults.Games;

/// <summary>A game's answer to a claim.</summary>
/// <param name="IsGranted">Whether the caller has the game.</param>
/// <param name="Life">The life of the game.</param>
/// <param name="Epoch">The new epoch; of a refused claim the current one.</param>
/// <param name="Resolved">The fates that were asked for.</param>
internal sealed record ClaimOutcome(bool IsGranted, string Life, long Epoch, IReadOnlyList<SequenceFate> Resolved);
