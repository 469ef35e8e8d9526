using Akka.Actor;

namespace ActorInput.Actors.Checkpoints;

/// <summary>The checkpoint store of another node.</summary>
/// <param name="Node">The node's address.</param>
/// <param name="Store">Its store.</param>
internal sealed record CheckpointPeer(string Node, ICanTell Store);
