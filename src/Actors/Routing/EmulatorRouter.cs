using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Routing;

/// <summary>
/// The way from everybody on a node to emulators anywhere: keeps the order of messages for an emulator, holds them while it moves, and sends
/// them on to its next owner. One for each node; nothing on the way of an input goes past it.
/// </summary>
/// <remarks>
/// <para>Sharding places the owners; the router asks it once for each, and from then on talks to the owner itself, on its own node by
/// reference, on another over a link. Sharding's own forwarding loses messages during a hand-over.</para>
/// <para>A hand-over: the owner says <see cref="RouterMessages.Departing"/>, gets <see cref="RouterMessages.Departed"/> behind the last message that
/// was sent to it, and has given everything that it did not take back before it stops. A message from another node's router is given back to
/// that, as <see cref="ReplyCode.Moved"/>. That router learns the next owner's place only after the old owner has stopped, and then sends one
/// more question over the old link: behind its answer nothing comes back any more.</para>
/// </remarks>
internal sealed partial class EmulatorRouter : UntypedActor, IWithTimers
{
    private static readonly Refusal TooManyOnTheirWay = Refusal.Overloaded("Too many messages are on their way to the emulator's node.");
    private static readonly Refusal OwnerGone =
        Refusal.Unknown(ReplyCode.NodeUnreachable, "The node that owned the emulator is gone; whether it was applied is not known.");

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly FleetView _fleet;
    private readonly RegionCalls _locating;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly IRouterNodes _nodes;
    private readonly Dictionary<EmulatorId, Route> _routes = [];
    private readonly Dictionary<(string Node, long Uid), INodeLink> _links = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <param name="fleet">Which emulators there are.</param>
    /// <param name="region">Sharding's way to owners.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="nodes">The other nodes and the ways to them.</param>
    public EmulatorRouter(FleetView fleet, IActorRef region, RouterOptions options, TimeProvider time, IRouterNodes nodes)
    {
        (_fleet, _options, _time, _nodes) = (fleet, options, time, nodes);
        var self = Self;
        _locating = new RegionCalls(emulator => region.Tell(new Locate(emulator), self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        Timers.StartPeriodicTimer("locate", LocateTick.Instance, _options.LocateEvery);
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        foreach (var link in _links.Values)
            link.Close();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IWithEmulatorId request:
                OnRequest(request, Sender);
                break;
            case RouterMessages.Arrived arrived:
                OnArrived(RouteOf(arrived.Emulator), Sender);
                break;
            case RouterMessages.Departing departing:
                OnDeparting(RouteOf(departing.Emulator), Sender);
                break;
            case RouterMessages.Returned returned:
                GiveBack(RouteOf(returned.Message.Emulator), returned.Message, returned.ReplyTo);
                break;
            case RouterMessages.LinkReturned returned:
                OnLinkReturned(returned);
                break;
            case RouterMessages.LinkLost lost:
                OnLinkLost(lost);
                break;
            case Located located:
                OnLocated(located);
                break;
            case LocateTick:
                LocateAll();
                break;
            case Drained drained:
                OnDrained(drained);
                break;
            case ClusterEvent.MemberRemoved removed:
                OnRemoved(removed.Member.UniqueAddress);
                break;
            case Terminated gone:
                OnOwnerGone(gone.ActorRef);
                break;
            case CommandDone or RequestFailed:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnRequest(IWithEmulatorId request, IActorRef sender)
    {
        var route = _routes.GetValueOrDefault(request.Emulator);
        if (_nodes.ReturnedTo(sender) is { } returned)
        {
            OnLinkRequest(route, request, sender, returned);
        }
        else if (route?.Owner is { } owner)
        {
            owner.Tell(request, sender);
        }
        else if (route?.Link is { } link)
        {
            if (link.TrySend(request, sender))
                return;
            if (link.HasEnded)
                Hold(route, request, sender); // What was on its way comes back, and goes before it.
            else
                sender.Tell(TooManyOnTheirWay.AnswerTo(request));
        }
        else if (_fleet.IsComplete && _fleet.Find(request.Emulator) is null)
        {
            sender.Tell(NotInFleet(request.Emulator).AnswerTo(request));
        }
        else
        {
            Hold(RouteOf(request.Emulator), request, sender);
        }
    }

    /// <summary>
    /// From another node's router. Once something for the emulator has gone back over that link, all that follows does too, until that router asks
    /// again: what it sent before it knew must not come before what went back, even if the emulator has come back here meanwhile.
    /// </summary>
    private static void OnLinkRequest(Route? route, IWithEmulatorId request, IActorRef sender, ISet<EmulatorId> returned)
    {
        if (route?.Leaving is not null)
        {
            route.TooLate.Enqueue((request, sender));
            return;
        }

        if (request is Locate)
            returned.Remove(request.Emulator);
        if (route?.Owner is { } owner && !returned.Contains(request.Emulator))
            owner.Tell(request, sender);
        else
            ReturnToLink(request, sender, returned);
    }

    private static void ReturnToLink(IWithEmulatorId message, IActorRef sender, ISet<EmulatorId> returned)
    {
        if (message is not Locate)
            returned.Add(message.Emulator);
        sender.Tell(new Refusal(InputOutcome.NotApplied, ReplyCode.Moved, "The emulator is not on this node any more.").AnswerTo(message));
    }

    private Route RouteOf(EmulatorId emulator)
    {
        if (!_routes.TryGetValue(emulator, out var route))
            route = _routes[emulator] = new Route(emulator) { LostAt = _time.GetTimestamp() };
        return route;
    }

    private void Hold(Route route, IWithEmulatorId request, IActorRef sender)
    {
        if (route.Waiting >= _options.MaxWaiting)
        {
            sender.Tell(Refusal.Overloaded($"The emulator changes its node, and {route.Waiting} messages wait for it already.").AnswerTo(request));
            return;
        }

        if (route.Waiting == 0)
            route.LostAt = _time.GetTimestamp(); // An owner that nobody asked for since it left is not overdue.
        route.Hold(request, sender);
        if (route.Waiting == 1 && !route.HasNext)
            Find(route);
    }

    private void OnArrived(Route route, IActorRef owner)
    {
        Context.Watch(owner);
        SetNext(route, owner, null);
        HasLeft(route); // Sharding starts an owner only when the one before has stopped, even if that is not told yet.
    }

    /// <summary>The next owner is known; it gets what waits here as soon as nothing sent before that can come back any more.</summary>
    private void SetNext(Route route, IActorRef? owner, INodeLink? link)
    {
        _locating.Answered(route.Emulator);
        // An owner that came to this node may be known before what it left behind on another node has come back.
        route.Draining ??= route.Link;
        (route.Owner, route.Link, route.NextOwner, route.NextLink) = (null, null, owner, link);
        if (route.Draining is null)
            Settle(route);
        else
            Probe(route);
    }

    private static void Settle(Route route)
    {
        (route.Draining, route.IsProbed) = (null, false);
        (route.Owner, route.Link, route.NextOwner, route.NextLink) = (route.NextOwner, route.NextLink, null, null);
        Flush(route);
    }

    private void OnDeparting(Route route, IActorRef owner)
    {
        if (owner.Equals(route.Owner) || owner.Equals(route.NextOwner))
        {
            Lose(route);
            route.Leaving = owner;
        }

        owner.Tell(new RouterMessages.Departed(route.Emulator));
    }

    private void OnOwnerGone(IActorRef owner)
    {
        foreach (var route in _routes.Values)
        {
            if (owner.Equals(route.Owner) || owner.Equals(route.NextOwner))
                Lose(route);
            if (owner.Equals(route.Leaving))
                HasLeft(route);
        }
    }

    /// <summary>The owner that was leaving has given back all it had: what came after may follow.</summary>
    private void HasLeft(Route route)
    {
        route.Leaving = null;
        while (route.TooLate.TryDequeue(out var late))
            OnLinkRequest(route, late.Message, late.ReplyTo, _nodes.ReturnedTo(late.ReplyTo)!);
    }

    private void Lose(Route route)
    {
        (route.Owner, route.Link, route.NextOwner, route.NextLink) = (null, null, null, null);
        route.LostAt = _time.GetTimestamp();
    }

    private void GiveBack(Route route, IWithEmulatorId message, IActorRef replyTo)
    {
        if (_nodes.ReturnedTo(replyTo) is { } returned)
            ReturnToLink(message, replyTo, returned);
        else
            route.Return(message, replyTo);
    }

    private static void Flush(Route route)
    {
        while (route.IsKnown && route.Link?.HasEnded != true && route.TryTake(out var message, out var replyTo))
        {
            if (route.Owner is { } owner)
                owner.Tell(message, replyTo);
            else if (!route.Link!.TrySend(message, replyTo))
                replyTo.Tell(TooManyOnTheirWay.AnswerTo(message));
        }
    }
}
