using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>A link to the emulators of another node. Messages arrive in the order in which they were sent.</summary>
internal interface INodeLink
{
    /// <summary>
    /// Sends a message, in order. The reply goes to <paramref name="replyTo"/>. False, and nothing is sent, when too many messages are already on
    /// their way.
    /// </summary>
    bool TrySend(IWithEmulatorId message, IActorRef replyTo);

    /// <summary>
    /// Whether the link is closed: it takes no more messages, and the messages that were on their way come back, or have come back, to the
    /// router.
    /// </summary>
    bool HasEnded { get; }

    /// <summary>Tells the link that the node is gone: messages on their way come back to the router as lost.</summary>
    void Close();
}
