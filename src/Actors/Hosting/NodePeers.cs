using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Cluster;

namespace ActorInput.Actors.Hosting;

/// <summary>The other nodes that own emulators, as this node sees the cluster now. Safe to call from any thread.</summary>
public sealed class NodePeers
{
    private volatile Akka.Cluster.Cluster? _cluster;

    /// <summary>Whether another node could take this node's emulators over. False before the node has started.</summary>
    public bool Any => _cluster is { } cluster && cluster.State.Members.Any(member =>
        member.Status == MemberStatus.Up && member.HasRole(NodeRoles.Emulator) && !member.UniqueAddress.Equals(cluster.SelfUniqueAddress));

    internal void Watch(ActorSystem system) => _cluster = Akka.Cluster.Cluster.Get(system);
}
