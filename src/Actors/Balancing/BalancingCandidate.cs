using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Balancing;

/// <summary>An emulator that could take a batch.</summary>
/// <param name="Load">What its node told of it last.</param>
/// <param name="Node">Its node's address.</param>
/// <param name="IsLocal">Whether that is the balancer's own node.</param>
/// <param name="OutstandingFrames">
/// Frames that it has yet to do: those of others by its node's report, and all that this balancer has sent it and not seen answered.
/// </param>
public sealed record BalancingCandidate(EmulatorLoad Load, string Node, bool IsLocal, long OutstandingFrames);
