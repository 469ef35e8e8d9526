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
/// Sends messages from all senders on a node to emulators on any node. Keeps the order of messages for an emulator, holds them while the emulator
/// moves, and sends them to its next owner. Each node has one router, and every input passes it.
/// </summary>
/// <remarks>
/// <para>Sharding places the owners. The router asks sharding once for each owner and then sends to the owner directly: by reference on its own node,
/// over a link on another. It does not use sharding's own forwarding, which loses messages during a hand-over.</para>
/// <para>In a hand-over the owner sends <see cref="RouterMessages.Departing"/> and gets <see cref="RouterMessages.Departed"/> after the last message
/// that was sent to it. Before it stops, it returns all messages that it did not process. A message from another node's router is returned to that
/// router, as <see cref="ReplyCode.Moved"/>. That router learns where the next owner is only after the old owner has stopped. It then sends one more
/// question over the old link: after the answer, no more messages come back over it.</para>
/// </remarks>
internal sealed partial class EmulatorRouterActor : UntypedActor, IWithTimers
{
    private static readonly Refusal TooManyOnTheirWay = Refusal.Overloaded("Too many messages are on their way to the emulator's node.");
    private static readonly Refusal OwnerGone =
        Refusal.Unknown(ReplyCode.NodeUnreachable, "The node that owned the emulator is gone; it is not known whether the input was applied.");

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly FleetView _fleet;
    private readonly RegionCalls _locating;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly IRouterNodes _nodes;
    private readonly Dictionary<EmulatorId, Route> _routes = [];
    private readonly Dictionary<(string Node, long Uid), INodeLink> _links = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <param name="fleet">Knows which emulators exist.</param>
    /// <param name="region">Sharding's region, which finds owners.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The clock of those bounds.</param>
    /// <param name="nodes">The other nodes and the links to them.</param>
    public EmulatorRouterActor(FleetView fleet, IActorRef region, RouterOptions options, TimeProvider time, IRouterNodes nodes)
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
                Hold(route, request, sender); // Messages already on their way come back, and go before this one.
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
    /// Handles a message from another node's router. Once a message for the emulator was returned over that link, all later ones are returned too,
    /// until that router asks for the location again. A later message must not overtake a returned one, even if the emulator has come back here
    /// meanwhile.
    /// </summary>
    private static void OnLinkRequest(Route? route, IWithEmulatorId request, IActorRef sender, ISet<EmulatorId> returned)
    {
        if (route?.Leaving is not null)
        {
            route.HoldTooLate(request, sender);
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
            sender.Tell(Refusal.Overloaded($"The emulator is moving to another node, and {route.Waiting} messages already wait for it.").AnswerTo(request));
            return;
        }

        if (route.Waiting == 0)
            route.LostAt = _time.GetTimestamp(); // The time counts from the first message after the owner left.
        route.Hold(request, sender);
        if (route.Waiting == 1 && !route.HasNext)
            Find(route);
    }

    private void OnArrived(Route route, IActorRef owner)
    {
        Context.Watch(owner);
        SetNext(route, owner, null);
        HasLeft(route); // Sharding starts an owner only after the previous one has stopped, even if the router was not told of that yet.
    }

    /// <summary>The next owner is known. It gets the messages that wait here as soon as no earlier message can come back any more.</summary>
    private void SetNext(Route route, IActorRef? owner, INodeLink? link)
    {
        _locating.Answered(route.Emulator);
        // The owner on this node may be known before all messages that it returned on another node have come back.
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

    /// <summary>The departing owner has returned all its messages, so later messages may follow.</summary>
    private void HasLeft(Route route)
    {
        route.Leaving = null;
        foreach (var (message, replyTo) in route.TakeTooLate())
            OnLinkRequest(route, message, replyTo, _nodes.ReturnedTo(replyTo)!);
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
