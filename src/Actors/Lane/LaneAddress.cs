namespace ActorInput.Actors.Lane;

/// <summary>A node as its lane knows it.</summary>
/// <param name="NodeAddress">The node's Akka address.</param>
/// <param name="NodeUid">The uid of its actor system: another process at the same address has another.</param>
/// <param name="Host">Where its lane listens.</param>
/// <param name="Port">On which port; 0 when that is not known or there is none: then it is asked by Akka.Remote.</param>
internal sealed record LaneAddress(string NodeAddress, long NodeUid, string Host = "", int Port = 0);
