using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Balancing;

/// <summary>An emulator that could take a batch.</summary>
/// <param name="Load">Its row in its node's last report.</param>
/// <param name="Node">Its node's address.</param>
/// <param name="IsLocal">Whether that is the balancer's own node.</param>
/// <param name="OutstandingFrames">
/// Frames that it still has to do: those of others by its node's report, and those of batches that this balancer has sent and that are not answered.
/// </param>
public sealed record BalancingCandidate(EmulatorLoad Load, string Node, bool IsLocal, long OutstandingFrames);
