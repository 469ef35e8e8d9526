using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>
/// Remove the checkpoint from every node that can be reached. Goes to the checkpoint store of any node. Answered with
/// <see cref="CheckpointStored"/>, whose copies are those removed, or <see cref="RequestFailed"/> when there was none.
/// </summary>
/// <param name="Name">Its name.</param>
public sealed record DeleteCheckpoint(string Name) : IWireMessage
{
    /// <summary>Set between stores: delete only the copy on this node.</summary>
    public bool ThisNodeOnly { get; init; }

    /// <summary>Set between stores: keep the checkpoint if this is the SHA-256 of its state, lower-case hex. Null removes it in any case.</summary>
    public string? Unless { get; init; }
}
