using ActorInput.Actors.Common;
using Akka.Cluster;

namespace ActorInput.Actors.Agents;

/// <summary>What an agent's node sees of the cluster now.</summary>
/// <param name="IsJoined">Whether the node is a member.</param>
/// <param name="Nodes">Nodes that own emulators.</param>
/// <param name="Reachable">How many of them can be reached.</param>
internal readonly record struct ClusterReach(bool IsJoined, int Nodes, int Reachable)
{
    public static ClusterReach Of(Akka.Cluster.Cluster cluster)
    {
        var state = cluster.State;
        var owners = state.Members.Where(member => member.HasRole(NodeRoles.Emulator)
            && member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting).ToList();
        return new ClusterReach(cluster.IsUp, owners.Count, owners.Count(member => !state.Unreachable.Contains(member)));
    }
}
