using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>A question to the emulator server, or a command that changes the game or needs its turn, on its way.</summary>
internal class QueuedCommand(IWithEmulatorId request, IActorRef replyTo) : WorkItem(replyTo)
{
    public IWithEmulatorId Request { get; } = request;

    /// <summary>Questions go before everything that waits: what was answered before is in what they see. Commands wait their turn.</summary>
    public bool IsQuestion => Request is not (ResetGame or SaveCheckpoint or LoadCheckpoint or RunBatch);

    /// <summary>Goes when nothing interactive waits.</summary>
    public bool IsBulk => Request is RunBatch { Terms.Priority: InputPriority.Bulk };

    /// <summary>The number of the last input that was accepted before it.</summary>
    public long Sequence { get; init; }
}
