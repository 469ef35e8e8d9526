using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>An item that an emulator's actor accepted and that is sent to the emulator server in its turn.</summary>
/// <param name="replyTo">Who gets the answer.</param>
internal abstract class WorkItem(IActorRef replyTo)
{
    /// <summary>Who gets the answer.</summary>
    public IActorRef ReplyTo { get; } = replyTo;

    /// <summary>When it was accepted, a timestamp of the queue's clock.</summary>
    public required long AcceptedAt { get; init; }

    /// <summary>Whether its answer was given. Set and read by the emulator's actor only.</summary>
    public bool IsAnswered { get; set; }
}
