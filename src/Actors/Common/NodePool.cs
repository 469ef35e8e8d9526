namespace ActorInput.Actors.Common;

/// <summary>Key of the node's pool supervisor in the actor registry. It answers <see cref="Contracts.Messages.GetEmulators"/>.</summary>
public sealed class NodePool
{
    private NodePool()
    {
    }
}
