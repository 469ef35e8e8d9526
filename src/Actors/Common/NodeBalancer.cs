namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the node's batch balancer in the actor registry. It answers <see cref="Contracts.Messages.SubmitBatch"/>,
/// <see cref="Contracts.Messages.SubmitBatches"/> and <see cref="Contracts.Messages.CancelBatch"/>.
/// </summary>
public sealed class NodeBalancer
{
    private NodeBalancer()
    {
    }
}
