using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>Whoever gets a message by this reference has a deed done instead, once, on the thread that tells.</summary>
internal sealed class ProbeRef(IActorRef owner, Action told) : MinimalActorRef
{
    private Action? _told = told;

    public override ActorPath Path { get; } = owner.Path / "probe";

    public override IActorRefProvider Provider => ((IInternalActorRef)owner).Provider;

    protected override void TellInternal(object message, IActorRef sender) => Interlocked.Exchange(ref _told, null)?.Invoke();
}
