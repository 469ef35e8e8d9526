namespace ActorInput.Contracts.Messages;

/// <summary>
/// Frames of a lane between two nodes, on their way by Akka.Remote because no connection of the lane's own is open. Nodes say this to each
/// other's lane; nobody else has a use for it.
/// </summary>
/// <param name="Session">The lane's session, as its client named it.</param>
/// <param name="Attempt">The client's attempt to carry the session, counted up; frames of an older one are stale.</param>
/// <param name="FromServer">Whether the node that answers sends this to the node that asks.</param>
/// <param name="First">The number of the first numbered frame.</param>
/// <param name="Frames">Whole frames, one behind the other.</param>
public sealed record LaneFrames(long Session, long Attempt, bool FromServer, long First, ReadOnlyMemory<byte> Frames) : IWireMessage;
