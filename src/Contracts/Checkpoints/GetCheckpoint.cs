using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>
/// Asks for the checkpoint of this name, from any node that has it. Send it to the checkpoint store of any node. Answered with
/// <see cref="Checkpoint"/>, whose hash was checked, or <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Name">Its name.</param>
public sealed record GetCheckpoint(string Name) : IWireMessage
{
    /// <summary>Set between stores: do not ask other nodes.</summary>
    public bool ThisNodeOnly { get; init; }
}
