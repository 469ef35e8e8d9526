using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>The nodes of the cluster, as a router needs them.</summary>
internal interface IRouterNodes
{
    /// <summary>Whether it is this node.</summary>
    bool IsSelf(Located located);

    /// <summary>Whether it is a member: of one that is not, nobody would say that it is gone.</summary>
    bool IsMember(Located located);

    /// <summary>Makes the link to the node; it reports to the router.</summary>
    INodeLink Connect(Located located, IActorRef router);

    /// <summary>
    /// Of a message that came from another node's router: the emulators of which something went back over its link, and for which that router
    /// has not asked since. Null of a message of this node. Used by the router alone.
    /// </summary>
    ISet<EmulatorId>? ReturnedTo(IActorRef sender);
}
