using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Stands in for an actor of the node: answers by a function of the message and who sent it; null answers never.</summary>
public sealed class FakeActor : ReceiveActor
{
    public FakeActor(Func<object, IActorRef, object?> answer) => ReceiveAny(message =>
    {
        if (answer(message, Sender) is { } reply)
            Sender.Tell(reply);
    });
}
