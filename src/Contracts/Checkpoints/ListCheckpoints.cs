using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>Which checkpoints are there in the cluster? Goes to the checkpoint store of any node. Answered with <see cref="CheckpointList"/>.</summary>
public sealed record ListCheckpoints : IWireMessage
{
    /// <summary>Set between stores: list only those of this node.</summary>
    public bool ThisNodeOnly { get; init; }
}
