using ActorInput.Actors.Routing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Routing;

/// <summary>
/// A link within one process that promises what the lane does: messages and answers stay in order, and moved messages come back to the router.
/// </summary>
internal sealed class FakeLink : INodeLink
{
    private readonly IActorRef _home;
    private readonly IActorRef _line;

    public FakeLink(ActorSystem system, IActorRef home, IActorRef away)
    {
        _home = home;
        _line = system.ActorOf(Props.Create(() => new Line(away)));
    }

    private readonly HashSet<EmulatorId> _returned = [];

    /// <summary>As in the lane, the router at the other end keeps it with the link.</summary>
    public static ISet<EmulatorId>? ReturnedTo(IActorRef sender) => (sender as BackRef)?.Link._returned;

    public bool HasEnded => false;

    public bool TrySend(IWithEmulatorId message, IActorRef replyTo)
    {
        _line.Tell(message, new BackRef(this, message, replyTo));
        return true;
    }

    public void Close() => throw new InvalidOperationException("No node goes in these tests.");

    /// <summary>One more mailbox on the way, as with a network.</summary>
    private sealed class Line(IActorRef away) : UntypedActor
    {
        protected override void OnReceive(object message) => away.Tell(message, Sender);
    }

    private sealed class BackRef(FakeLink link, IWithEmulatorId message, IActorRef replyTo) : MinimalActorRef
    {
        public FakeLink Link { get; } = link;

        public override ActorPath Path { get; } = link._home.Path / "back";

        public override IActorRefProvider Provider => ((IInternalActorRef)Link._home).Provider;

        protected override void TellInternal(object answer, IActorRef sender)
        {
            if (answer is InputReply { Code: ReplyCode.Moved } or RequestFailed { Code: ReplyCode.Moved })
                Link._home.Tell(new RouterMessages.LinkReturned(Link, message, replyTo));
            else
                replyTo.Tell(answer);
        }
    }
}
