using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>
/// The actor through which other nodes reach this node's lane, <c>/user/lane</c>. It takes frames that come over Akka.Remote, and watches senders
/// whose inputs are dropped when they stop.
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
                Context.Watch(sender); // Watched until it stops, so there is one watch for each living sender.
                break;
            case Terminated gone:
                _hub.SenderGone(gone.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Asks to watch a sender and to tell the links when it stops.</summary>
    internal sealed record WatchSender(IActorRef Sender);
}
