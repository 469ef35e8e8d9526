namespace ActorInput.Contracts.Messages;

/// <summary>
/// Frames of a lane between two nodes, sent over Akka.Remote because the lane has no open connection. Only the lanes of nodes send this to each
/// other.
/// </summary>
/// <param name="Session">The id of the lane's session, chosen by its client.</param>
/// <param name="Attempt">The number of the client's attempt to carry the session; frames of an older attempt are stale.</param>
/// <param name="FromServer">True when the session's server sends this to its client.</param>
/// <param name="First">The number of the first numbered frame.</param>
/// <param name="Frames">Whole frames, one after the other.</param>
public sealed record LaneFrames(long Session, long Attempt, bool FromServer, long First, ReadOnlyMemory<byte> Frames) : IWireMessage;
