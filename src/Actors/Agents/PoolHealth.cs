namespace ActorInput.Actors.Agents;

/// <summary>Whether an agent can work.</summary>
/// <param name="IsHealthy">True when the node is in the cluster, reaches a majority of the nodes that own emulators, and one emulator is ready.</param>
/// <param name="Nodes">Nodes that own emulators.</param>
/// <param name="Reachable">How many of them can be reached.</param>
/// <param name="Ready">Emulators that apply inputs.</param>
/// <param name="Detail">What is wrong, for people; null when nothing is.</param>
public sealed record PoolHealth(bool IsHealthy, int Nodes, int Reachable, int Ready, string? Detail);
