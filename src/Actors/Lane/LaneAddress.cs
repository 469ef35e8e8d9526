namespace ActorInput.Actors.Lane;

/// <summary>A node as its lane knows it.</summary>
/// <param name="NodeAddress">The node's Akka address.</param>
/// <param name="NodeUid">The uid of its actor system: another process at the same address has another.</param>
/// <param name="Host">The host on which its lane listens.</param>
/// <param name="Port">The port; 0 when it is not known or there is none: then the other node is asked over Akka.Remote.</param>
internal sealed record LaneAddress(string NodeAddress, long NodeUid, string Host = "", int Port = 0);
