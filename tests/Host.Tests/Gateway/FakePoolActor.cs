using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Stands in for the node's pool.</summary>
public sealed class FakePoolActor : ReceiveActor
{
    public FakePoolActor(Func<EmulatorList> list) => Receive<GetEmulators>(_ => Sender.Tell(list()));
}
