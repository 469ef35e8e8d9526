namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the node's checkpoint store, or of a forwarder to other nodes' stores, in the actor registry. It answers
/// <see cref="Contracts.Checkpoints.PutCheckpoint"/>, <see cref="Contracts.Checkpoints.GetCheckpoint"/>, <see cref="Contracts.Checkpoints.ListCheckpoints"/>
/// and <see cref="Contracts.Checkpoints.DeleteCheckpoint"/>.
/// </summary>
public sealed class NodeCheckpoints
{
    private NodeCheckpoints()
    {
    }
}
