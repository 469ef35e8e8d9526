using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>An actor reference that runs a callback on the first message that it receives, on the sender's thread, and delivers nothing.</summary>
internal sealed class ProbeRef(IActorRef owner, Action told) : MinimalActorRef
{
    private Action? _told = told;

    public override ActorPath Path { get; } = owner.Path / "probe";

    public override IActorRefProvider Provider => ((IInternalActorRef)owner).Provider;

    protected override void TellInternal(object message, IActorRef sender) => Interlocked.Exchange(ref _told, null)?.Invoke();
}
