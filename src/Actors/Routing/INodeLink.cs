using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>The way to the emulators of another node. Messages arrive there in the order in which they were sent.</summary>
internal interface INodeLink
{
    /// <summary>Sends, in order. The reply is told to <paramref name="replyTo"/>. False when too much is on its way already; nothing was sent then.</summary>
    bool TrySend(IWithEmulatorId message, IActorRef replyTo);

    /// <summary>Whether it takes nothing more: what was on its way comes back, or has come back, to the router.</summary>
    bool HasEnded { get; }

    /// <summary>The node is gone: what is on its way comes back to the router as lost.</summary>
    void Close();
}
