using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>
/// Keep this checkpoint, in the place of one of the same name. Goes to the checkpoint store of any node. Answered with
/// <see cref="CheckpointStored"/> once it is on this node and, where there are others, on one of them; or with <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Checkpoint">The checkpoint.</param>
public sealed record PutCheckpoint(Checkpoint Checkpoint) : IWireMessage
{
    /// <summary>True from store to store: keep it here and send it on to nobody.</summary>
    public bool ThisNodeOnly { get; init; }
}
