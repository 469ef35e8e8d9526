using System.Runtime.CompilerServices;
using ActorInput.Actors.Lane;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;

namespace ActorInput.Actors.Routing;

/// <summary>The members of the cluster, reached by the lane.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class LaneNodes(Akka.Cluster.Cluster cluster) : IRouterNodes
{
    // What is kept of a session goes with it: nobody needs to say that it has ended.
    private readonly ConditionalWeakTable<LaneServerSession, HashSet<EmulatorId>> _returned = [];

    /// <summary>This node's lane; set before the node joins the cluster.</summary>
    public LaneHub? Lane { get; set; }

    public bool IsSelf(Located located) => IsOf(cluster.SelfUniqueAddress, located);

    public bool IsMember(Located located) => cluster.State.Members.Any(member => IsOf(member.UniqueAddress, located));

    public INodeLink Connect(Located located, IActorRef router) =>
        new LaneNodeLink(Lane ?? throw new InvalidOperationException("The lane has not started."), located, router);

    public ISet<EmulatorId>? ReturnedTo(IActorRef sender) => sender is LaneReplyRef reply ? _returned.GetOrCreateValue(reply.Session) : null;

    private static bool IsOf(UniqueAddress node, Located located) =>
        node.Uid == located.NodeUid && string.Equals(node.Address.ToString(), located.Node, StringComparison.Ordinal);
}
