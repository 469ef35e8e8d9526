namespace ActorInput.Cluster.Tests.Truth;

/// <summary>The events for the games of one cartridge.</summary>
/// <param name="Moves">Nodes are stopped, one after another, until so many games have moved to another node.</param>
/// <param name="Restores">How many checkpoints are made on one node and restored on another.</param>
/// <param name="KillsNode">Whether a node is killed too, beside an emulator server.</param>
internal sealed record TruthPlan(int Moves, int Restores, bool KillsNode);
