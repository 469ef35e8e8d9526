using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>The nodes of the cluster, as a router needs them.</summary>
internal interface IRouterNodes
{
    /// <summary>Whether the address is that of this node.</summary>
    bool IsSelf(Located located);

    /// <summary>Whether the node is a member of the cluster. The router gets no notice of the end of a node that is not.</summary>
    bool IsMember(Located located);

    /// <summary>Makes the link to the node; it reports to the router.</summary>
    INodeLink Connect(Located located, IActorRef router);

    /// <summary>
    /// For a sender on another node: the emulators whose messages this router returned over the sender's link and whose location the sender's router
    /// has not asked for again. Null for a sender on this node. Only the router uses the set.
    /// </summary>
    ISet<EmulatorId>? ReturnedTo(IActorRef sender);
}
