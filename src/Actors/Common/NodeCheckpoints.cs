namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the node's checkpoint store, or of the way to another node's, in the actor registry. It answers <see cref="Contracts.Messages.PutCheckpoint"/>,
/// <see cref="Contracts.Messages.GetCheckpoint"/>, <see cref="Contracts.Messages.ListCheckpoints"/> and
/// <see cref="Contracts.Messages.DeleteCheckpoint"/>.
/// </summary>
public sealed class NodeCheckpoints
{
    private NodeCheckpoints()
    {
    }
}
