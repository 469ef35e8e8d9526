using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>An accepted question to the emulator server, or a command that changes the game or needs its turn.</summary>
internal class QueuedCommand(IWithEmulatorId request, IActorRef replyTo) : WorkItem(replyTo)
{
    public IWithEmulatorId Request { get; } = request;

    /// <summary>Questions go before all waiting items; they see all inputs that were answered before. Commands wait their turn.</summary>
    public bool IsQuestion => Request is not (ResetGame or SaveCheckpoint or LoadCheckpoint or RunBatch);

    /// <summary>Goes when nothing interactive waits.</summary>
    public bool IsBulk => Request is RunBatch { Terms.Priority: InputPriority.Bulk };

    /// <summary>The number of the last input that was accepted before it.</summary>
    public long Sequence { get; init; }
}
