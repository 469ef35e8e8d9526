using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Hosting;

/// <summary>Logs which nodes join and leave, one line each.</summary>
internal sealed class MemberWatch : UntypedActor
{
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();

    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.MemberUp up:
                _log.Info("{Node} is a member of the cluster", NameOf(up.Member));
                break;
            case ClusterEvent.UnreachableMember lost:
                _log.Warning("{Node} is unreachable", NameOf(lost.Member));
                break;
            case ClusterEvent.ReachableMember found:
                _log.Warning("{Node} is reachable again", NameOf(found.Member));
                break;
            case ClusterEvent.MemberDowned downed when IsSelf(downed.Member):
                _log.Warning("This node has lost contact with the majority of the nodes. It leaves the cluster and ends; the other nodes take its emulators over");
                break;
            case ClusterEvent.MemberRemoved { PreviousStatus: MemberStatus.Down } removed when !IsSelf(removed.Member):
                _log.Warning("{Node} was removed from the cluster{Games}", NameOf(removed.Member), removed.Member.HasRole(NodeRoles.Emulator) ? "; other nodes take its emulators over" : "");
                break;
            case ClusterEvent.MemberRemoved removed when !IsSelf(removed.Member):
                _log.Info("{Node} has left the cluster", NameOf(removed.Member));
                break;
            case ClusterEvent.IMemberEvent or ClusterEvent.IReachabilityEvent:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private bool IsSelf(Member member) => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress);

    private static string NameOf(Member member) =>
        $"{(member.HasRole(NodeRoles.Emulator) || member.HasRole(NodeRoles.Gateway) ? "Node" : "Agent")} {member.Address.Host}:{member.Address.Port}";
}
