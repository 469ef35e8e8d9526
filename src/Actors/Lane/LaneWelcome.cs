namespace ActorInput.Actors.Lane;

/// <summary>How a server answers a <see cref="LaneHello"/>.</summary>
/// <param name="Verdict">The server's decision.</param>
/// <param name="ServerUid">The id of the server's process.</param>
/// <param name="Received">The number up to which it has all frames of the client.</param>
/// <param name="Port">The port on which its lane listens; 0 for none.</param>
/// <param name="Host">The host on which its lane listens.</param>
internal sealed record LaneWelcome(LaneVerdict Verdict, long ServerUid, long Received, int Port, string Host);
