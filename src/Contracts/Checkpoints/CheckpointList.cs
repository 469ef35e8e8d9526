using System.Collections.Immutable;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>All checkpoints, without the runtime's own.</summary>
/// <param name="Checkpoints">In the order of their names.</param>
public sealed record CheckpointList(ImmutableArray<CheckpointInfo> Checkpoints) : IWireMessage;
