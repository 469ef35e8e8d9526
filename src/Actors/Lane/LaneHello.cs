namespace ActorInput.Actors.Lane;

/// <summary>How a client begins on a carrier.</summary>
/// <param name="Cluster">Name of its cluster.</param>
/// <param name="Session">The session, by a random number.</param>
/// <param name="Attempt">Counts the carriers that the client tried for it: an older attempt is stale.</param>
/// <param name="IsNew">Whether no server has welcomed the session so far, so that nothing of it can have been sent.</param>
/// <param name="ServerUid">The process that it looks for.</param>
/// <param name="Received">Up to which number it has all frames of the server.</param>
/// <param name="Node">Its Akka address, for the log.</param>
internal sealed record LaneHello(string Cluster, long Session, long Attempt, bool IsNew, long ServerUid, long Received, string Node);
