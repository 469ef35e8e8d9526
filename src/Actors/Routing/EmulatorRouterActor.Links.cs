using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Routing;

/// <summary>What the router does when a link is found, returns a message, is drained, or is gone.</summary>
internal sealed partial class EmulatorRouterActor
{
    /// <summary>Whether the request may be asked twice without changing anything.</summary>
    private static bool IsQuestion(IWithEmulatorId message) => message is GetState or GetScreen or GetStatus or ReadMemory or ReadBattery or StartEmulator or Locate;

    private void OnLocated(Located located)
    {
        // An owner on this node reports itself.
        if (_nodes.IsSelf(located) || !_routes.TryGetValue(located.Emulator, out var route) || route.IsKnown || route.NextOwner is not null)
            return;
        if (LinkTo(located) is { } link)
            SetNext(route, null, link);
    }

    /// <summary>Sends a question over the link that is being drained. The old owner has stopped, so no message comes back after the answer.</summary>
    private void Probe(Route route)
    {
        if (route.IsProbed || !route.HasNext || route.Draining is not { } link)
            return;
        var (self, emulator) = (Self, route.Emulator);
        route.IsProbed = link.TrySend(new Locate(emulator), new ProbeRef(Self, () => self.Tell(new Drained(emulator, link))));
    }

    private void OnDrained(Drained drained)
    {
        if (_routes.TryGetValue(drained.Emulator, out var route) && route.Draining == drained.Link)
            Settle(route);
    }

    private void OnLinkReturned(RouterMessages.LinkReturned returned)
    {
        if (returned.ReplyTo is ProbeRef)
        {
            returned.ReplyTo.Tell(returned.Message);
            return;
        }

        var route = RouteOf(returned.Message.Emulator);
        route.Return(returned.Message, returned.ReplyTo);
        if (route.Link == returned.Link)
        {
            Lose(route);
            route.Draining = returned.Link;
            Find(route);
        }
    }

    private void OnLinkLost(RouterMessages.LinkLost lost)
    {
        foreach (var key in _links.Where(link => link.Value == lost.Link).Select(link => link.Key).ToList())
            _links.Remove(key);
        foreach (var (message, replyTo, mayHaveArrived) in lost.Lost)
        {
            if (replyTo is ProbeRef)
                replyTo.Tell(message);
            else if (mayHaveArrived && !IsQuestion(message))
                replyTo.Tell(OwnerGone.AnswerTo(message));
            else
                RouteOf(message.Emulator).Return(message, replyTo);
        }

        foreach (var route in _routes.Values)
        {
            if (route.Link == lost.Link)
                Lose(route);
            if (route.NextLink == lost.Link)
                route.NextLink = null;
            if (route.Draining == lost.Link)
                Settle(route);
            if (!route.IsKnown && route.Waiting > 0)
                Find(route);
        }
    }

    private void OnRemoved(UniqueAddress node)
    {
        if (_links.TryGetValue((node.Address.ToString(), node.Uid), out var link))
            link.Close();
    }

    /// <summary>The link to the node; null when the node is no member any more, because such a link would never be closed.</summary>
    private INodeLink? LinkTo(Located located)
    {
        if (_links.TryGetValue((located.Node, located.NodeUid), out var link))
            return link;
        if (!_nodes.IsMember(located))
            return null;
        _log.Debug("Connecting to {Node}", located.Node);
        return _links[(located.Node, located.NodeUid)] = _nodes.Connect(located, Self);
    }

    private sealed record Drained(EmulatorId Emulator, INodeLink Link) : INoSerializationVerificationNeeded;
}
