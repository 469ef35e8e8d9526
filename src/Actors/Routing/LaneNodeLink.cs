using ActorInput.Actors.Common;
using ActorInput.Actors.Lane;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>
/// A router's link to a node over the lane. Each message that the lane returns becomes a message to the router, in the lane's
/// order.
/// </summary>
internal sealed class LaneNodeLink : INodeLink
{
    private readonly IActorRef _router;
    private readonly LaneLink _link;

    /// <param name="lane">This node's lane.</param>
    /// <param name="located">Where an emulator was found.</param>
    /// <param name="router">Gets the returned messages.</param>
    public LaneNodeLink(LaneHub lane, Located located, IActorRef router)
    {
        _router = router;
        _link = lane.Connect(new LaneAddress(located.Node, located.NodeUid), new LaneCallbacks(Moved, Lost));
    }

    public bool HasEnded => _link.HasEnded;

    public bool TrySend(IWithEmulatorId message, IActorRef replyTo)
    {
        try
        {
            return _link.TrySend((IWireMessage)message, replyTo);
        }
        catch (WireFormatException tooLarge)
        {
            replyTo.Tell(new Refusal(InputOutcome.NotApplied, ReplyCode.InvalidRequest, tooLarge.Message).AnswerTo(message));
            return true;
        }
    }

    public void Close() => _link.Close();

    private void Moved(LanePending pending, IWireMessage answer) =>
        _router.Tell(new RouterMessages.LinkReturned(this, (IWithEmulatorId)pending.Message, pending.ReplyTo));

    private void Lost(IReadOnlyList<LanePending> neverSent, IReadOnlyList<LanePending> fateUnknown) => _router.Tell(new RouterMessages.LinkLost(
        this,
        [
            .. fateUnknown.Select(pending => new RouterMessages.LostMessage((IWithEmulatorId)pending.Message, pending.ReplyTo, MayHaveArrived: true)),
            .. neverSent.Select(pending => new RouterMessages.LostMessage((IWithEmulatorId)pending.Message, pending.ReplyTo, MayHaveArrived: false)),
        ]));
}
