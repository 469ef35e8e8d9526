using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>
/// The lane where other nodes' actors can reach it, <c>/user/lane</c>: takes frames that come by Akka.Remote, and sees senders stop whose
/// inputs are to be dropped with them.
/// </summary>
internal sealed class LaneActor : UntypedActor
{
    /// <summary>Its name below <c>/user</c>; the same on every node.</summary>
    public const string Name = "lane";

    private readonly LaneHub _hub;

    /// <param name="hub">The lane of this node.</param>
    public LaneActor(LaneHub hub) => _hub = hub;

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LaneFrames frames:
                _hub.Received(frames, Sender);
                break;
            case WatchSender(var sender):
                Context.Watch(sender); // Until it stops: as many as there are senders that live.
                break;
            case Terminated gone:
                _hub.SenderGone(gone.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Tell the links when it stops.</summary>
    internal sealed record WatchSender(IActorRef Sender);
}
