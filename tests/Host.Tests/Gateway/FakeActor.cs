using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Takes the place of an actor of the node: answers with a function of the message and its sender; null means no answer.</summary>
public sealed class FakeActor : ReceiveActor
{
    public FakeActor(Func<object, IActorRef, object?> answer) => ReceiveAny(message =>
    {
        if (answer(message, Sender) is { } reply)
            Sender.Tell(reply);
    });
}
