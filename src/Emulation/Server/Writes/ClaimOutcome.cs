namespace ActorInput.Emulation.Server.Writes;

/// <summary>The gate's answer to a claim.</summary>
/// <param name="IsGranted">False when another epoch than the one held is current.</param>
/// <param name="Epoch">The new epoch; when refused, the current one.</param>
/// <param name="Resolved">One for each sequence asked, in order; empty when none was.</param>
internal sealed record ClaimOutcome(bool IsGranted, long Epoch, IReadOnlyList<SequenceFate> Resolved);
