using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

internal sealed class RemotingLink(ActorSystem system, Located located) : INodeLink
{
    private readonly ActorSelection _router = system.ActorSelection($"{located.Node}/user/emulators");

    public bool TrySend(IWithEmulatorId message, IActorRef replyTo)
    {
        _router.Tell(message, replyTo);
        return true;
    }

    public void Close()
    {
    }
}
