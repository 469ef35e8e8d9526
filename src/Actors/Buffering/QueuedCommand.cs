using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Buffering;

/// <summary>A question to the emulator server, or a command that changes the game, on its way.</summary>
internal sealed class QueuedCommand(IWithEmulatorId request, IActorRef replyTo) : WorkItem(replyTo)
{
    public IWithEmulatorId Request { get; } = request;

    /// <summary>Questions go before everything that waits: what was answered before is in what they see. Commands wait their turn.</summary>
    public bool IsQuestion => Request is not ResetGame;
}
