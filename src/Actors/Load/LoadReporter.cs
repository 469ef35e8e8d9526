using ActorInput.Actors.Pool;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Cluster;

namespace ActorInput.Actors.Load;

/// <summary>
/// Sends this node's load report to every other member, and puts their reports into the node's <see cref="ClusterLoad"/>. Each node has one, at
/// <c>/user/load</c>.
/// </summary>
/// <remarks>
/// Reports are not acknowledged, because the next one comes soon. A node whose pool does not answer sends none, and is skipped as stale.
/// </remarks>
internal sealed class LoadReporter : UntypedActor, IWithTimers
{
    /// <summary>The actor's name.</summary>
    public const string Name = "load";

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly Dictionary<Address, UniqueAddress> _members = [];
    private readonly TimeSpan _interval;
    private readonly NodeLoad _node;
    private readonly ClusterLoad _load;
    private readonly IActorRef _pool;
    private readonly TimeProvider _time;
    private readonly Func<string?> _http;
    private PoolMessages.SlotCounts _slots = new(0, 0, 0);

    /// <param name="interval">How often it reports.</param>
    /// <param name="node">The emulators of this node.</param>
    /// <param name="load">Where reports are kept.</param>
    /// <param name="pool">The node's pool supervisor; nobody on a node without slots.</param>
    /// <param name="time">The clock of reports.</param>
    /// <param name="http">Where the node answers HTTP; null while or where it does not.</param>
    public LoadReporter(TimeSpan interval, NodeLoad node, ClusterLoad load, IActorRef pool, TimeProvider time, Func<string?> http)
    {
        _interval = interval;
        _node = node;
        _load = load;
        _pool = pool;
        _time = time;
        _http = http;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TimeSpan.Zero, _interval);
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick when _pool.IsNobody():
                Publish();
                break;
            case Tick:
                _pool.Tell(PoolMessages.GetSlots.Instance);
                break;
            case PoolMessages.SlotCounts slots:
                _slots = slots;
                Publish();
                break;
            case LoadReport report:
                OnReport(report);
                break;
            case ClusterEvent.MemberRemoved removed:
                OnRemoved(removed.Member.UniqueAddress);
                break;
            case ClusterEvent.MemberUp or ClusterEvent.MemberWeaklyUp:
                OnUp(((ClusterEvent.IMemberEvent)message).Member.UniqueAddress);
                break;
            case ClusterEvent.IMemberEvent other:
                _members[other.Member.Address] = other.Member.UniqueAddress;
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnUp(UniqueAddress member)
    {
        _members[member.Address] = member;
        if (member != _cluster.SelfUniqueAddress)
            Send(Make(), member.Address);
    }

    private void OnRemoved(UniqueAddress member)
    {
        // A new process at the same address may have joined before.
        if (_members.TryGetValue(member.Address, out var known) && known == member)
            _members.Remove(member.Address);
        var addresses = _members.Keys.Select(address => address.ToString()).ToHashSet(StringComparer.Ordinal);
        _load.Keep(addresses.Contains);
    }

    /// <summary>A report that a node sent before it was removed may arrive later; it must not bring the node back.</summary>
    private void OnReport(LoadReport report)
    {
        if (Address.TryParse(report.Node, out var address) && _members.TryGetValue(address, out var member) && member.Uid == report.NodeUid)
            _load.Take(report);
    }

    private void Publish()
    {
        var report = Make();
        _load.Take(report);
        foreach (var member in _members.Values)
        {
            if (member != _cluster.SelfUniqueAddress)
                Send(report, member.Address);
        }
    }

    private void Send(LoadReport report, Address to) => Context.ActorSelection($"{to}/user/{Name}").Tell(report, Self);

    private LoadReport Make() => new(
        _cluster.SelfAddress.ToString(),
        _cluster.SelfUniqueAddress.Uid,
        _node.NextReport(),
        DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds()))
    {
        Roles = [.. _cluster.SelfRoles],
        HttpAddress = _http(),
        SlotsTotal = _slots.Total,
        SlotsFree = _slots.Free,
        SlotsStatic = _slots.Static,
        Emulators = _node.Read(),
    };

    private sealed record Tick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly Tick Instance = new();
    }
}
