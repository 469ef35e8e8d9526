using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>
/// The checkpoint of this name, from whichever node has it. Goes to the checkpoint store of any node. Answered with
/// <see cref="Checkpoint"/>, whose hash was compared, or <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Name">Its name.</param>
public sealed record GetCheckpoint(string Name) : IWireMessage
{
    /// <summary>True from store to store: ask nobody else.</summary>
    public bool ThisNodeOnly { get; init; }
}
