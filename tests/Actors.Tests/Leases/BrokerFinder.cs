using Akka.Actor;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Finds the broker, as the singleton's proxy does. On <see cref="FailOver"/> it kills the broker and starts another one.</summary>
internal sealed class BrokerFinder(Props props) : UntypedActor, IWithStash
{
    private IActorRef _broker = ActorRefs.Nobody;

    public IStash Stash { get; set; } = null!;

    protected override void PreStart() => Start();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FailOver:
                Context.Watch(_broker);
                Context.Stop(_broker);
                Become(Absent);
                break;
            default:
                _broker.Forward(message);
                break;
        }
    }

    private void Absent(object message)
    {
        if (message is Terminated)
        {
            Start();
            Become(OnReceive);
            Stash.UnstashAll();
        }
        else if (message is not FailOver)
        {
            Stash.Stash();
        }
    }

    private void Start() => _broker = Context.ActorOf(props);

    internal sealed record FailOver;
}
