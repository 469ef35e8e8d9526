using System.Runtime.InteropServices;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Balancing;

/// <summary>Waits for the executions of one <see cref="Contracts.Messages.SubmitBatches"/>.</summary>
/// <param name="count">How many batches there are.</param>
/// <param name="replyTo">Who gets the answers.</param>
internal sealed class BatchGathering(int count, IActorRef replyTo)
{
    private readonly BatchExecution[] _executions = new BatchExecution[count];
    private int _missing = count;

    /// <summary>Takes the execution of a batch, once each; answers when it was the last.</summary>
    public void Add(int place, BatchExecution execution, IActorRef sender)
    {
        _executions[place] = execution;
        if (--_missing == 0)
            replyTo.Tell(new BatchExecutions(ImmutableCollectionsMarshal.AsImmutableArray(_executions)), sender);
    }
}
