using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Hosting;

/// <summary>Says in the log which nodes come and go, a line each.</summary>
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
                _log.Warning("{Node} is not heard of any more", NameOf(lost.Member));
                break;
            case ClusterEvent.ReachableMember found:
                _log.Warning("{Node} is heard of again", NameOf(found.Member));
                break;
            case ClusterEvent.MemberDowned downed when IsSelf(downed.Member):
                _log.Warning("This node has lost the majority of the others and leaves the cluster; its games go on with them, and it ends");
                break;
            case ClusterEvent.MemberRemoved { PreviousStatus: MemberStatus.Down } removed when !IsSelf(removed.Member):
                _log.Warning("{Node} is given up{Games}", NameOf(removed.Member), removed.Member.HasRole(NodeRoles.Emulator) ? ": its games start elsewhere" : "");
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
