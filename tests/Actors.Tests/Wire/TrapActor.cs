using Akka.Actor;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>The same trap where a peer deploys an actor.</summary>
public sealed class TrapActor : UntypedActor
{
    public TrapActor() => Trap.Spring();

    protected override void OnReceive(object message) => Sender.Tell("sprung");
}
