using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>A checkpoint was written, or removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Copies">On how many nodes it was written or removed.</param>
public sealed record CheckpointStored(string Name, int Copies) : IWireMessage;
