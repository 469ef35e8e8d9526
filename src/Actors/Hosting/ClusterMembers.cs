using ActorInput.Actors.Common;
using ActorInput.Actors.Load;
using Akka.Actor;
using Akka.Cluster;

namespace ActorInput.Actors.Hosting;

/// <summary>Combines the cluster's members with their load reports.</summary>
/// <param name="system">The node's actor system.</param>
/// <param name="load">The newest load reports.</param>
internal sealed class ClusterMembers(ActorSystem system, ClusterLoad load) : IClusterMembers
{
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(system);

    /// <inheritdoc/>
    public bool IsUp => _cluster.SelfMember.Status is MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Leaving;

    /// <inheritdoc/>
    public IReadOnlyList<NodeStatus> Read()
    {
        var state = _cluster.State;
        var reports = load.Now.Nodes;
        var oldest = state.Members.Where(member => member.HasRole(NodeRoles.Emulator) && member.Status is MemberStatus.Up or MemberStatus.Leaving)
            .Aggregate((Member?)null, (first, member) => first is null || member.IsOlderThan(first) ? member : first);
        return
        [
            .. state.Members.Select(member => Report(
                new NodeStatus(member.Address.ToString(), state.Unreachable.Contains(member) ? "unreachable" : Name(member.Status))
                {
                    Roles = [.. member.Roles.Order(StringComparer.Ordinal)],
                    IsSelf = member.UniqueAddress.Equals(_cluster.SelfUniqueAddress),
                    IsLeader = member.Address.Equals(state.Leader),
                    IsOldest = member.Equals(oldest),
                },
                reports.GetValueOrDefault(member.Address.ToString()) is { } report && report.Report.NodeUid == member.UniqueAddress.Uid ? report : null))
                .OrderBy(node => node.Address, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ICanTell> Others(string name)
    {
        var state = _cluster.State;
        return
        [
            .. state.Members
                .Where(member => member.Status is MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Leaving)
                .Where(member => !member.UniqueAddress.Equals(_cluster.SelfUniqueAddress) && !state.Unreachable.Contains(member))
                .Select(member => system.ActorSelection($"{member.Address}/user/{name}")),
        ];
    }

    private NodeStatus Report(NodeStatus node, NodeReport? report) => report is null ? node : node with
    {
        HttpAddress = report.Report.HttpAddress,
        SlotsTotal = report.Report.SlotsTotal,
        SlotsFree = report.Report.SlotsFree,
        SlotsStatic = report.Report.SlotsStatic,
        Emulators = report.Report.Emulators.Length,
        OutstandingFrames = report.Report.Emulators.Sum(emulator => emulator.OutstandingFrames),
        ReportAge = load.AgeOf(report),
    };

    private static string Name(MemberStatus status) => string.Concat(char.ToLowerInvariant(status.ToString()[0]), status.ToString()[1..]);
}
