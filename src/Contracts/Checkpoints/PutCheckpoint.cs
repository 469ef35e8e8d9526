using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>
/// Stores a checkpoint. It replaces one of the same name. Goes to the checkpoint store of any node. Answered with <see cref="CheckpointStored"/> once
/// it is on this node and, where there are others, on one of them; or with <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Checkpoint">The checkpoint.</param>
public sealed record PutCheckpoint(Checkpoint Checkpoint) : IWireMessage
{
    /// <summary>Set between stores: store it on this node and do not send it on.</summary>
    public bool ThisNodeOnly { get; init; }
}
