namespace ActorInput.Actors.Lane;

/// <summary>A client's first frame on a carrier.</summary>
/// <param name="Cluster">Name of its cluster.</param>
/// <param name="Session">The session, by a random number.</param>
/// <param name="Attempt">The number of the client's attempt to carry the session: an older attempt is stale.</param>
/// <param name="IsNew">Whether no server has welcomed the session yet, so that none of its messages can have been sent.</param>
/// <param name="ServerUid">The process that it looks for.</param>
/// <param name="Received">The number up to which it has all frames of the server.</param>
/// <param name="Node">Its Akka address, for the log.</param>
internal sealed record LaneHello(string Cluster, long Session, long Attempt, bool IsNew, long ServerUid, long Received, string Node);
