using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Reports when an actor has ended.</summary>
internal sealed class EndWatcher : UntypedActor
{
    private readonly TaskCompletionSource _end;

    public EndWatcher(IActorRef watched, TaskCompletionSource end)
    {
        _end = end;
        Context.Watch(watched);
    }

    protected override void OnReceive(object message)
    {
        if (message is Terminated)
            _end.TrySetResult();
    }
}
