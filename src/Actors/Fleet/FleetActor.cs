using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using Akka.Event;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// Keeps this node's copy of the fleet and adds this node's emulators. On one node of the cluster it also makes sure that every emulator has an
/// owner. Each node has one.
/// </summary>
internal sealed class FleetActor : UntypedActor, IWithTimers
{
    // The time until sharding and the other nodes know the slots of a joining node; emulators started earlier would be placed elsewhere.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly FleetRegister _register;
    private readonly FleetView _view;
    private readonly IReadOnlyList<EmulatorId> _own;
    private readonly RegionCalls _starts;
    private readonly Func<EmulatorId, bool> _isOwned;
    private readonly string _keeperRole;
    private bool _isSettled;
    private bool _announced;

    /// <param name="view">This node's view of the fleet; written here.</param>
    /// <param name="own">The emulators that this node adds.</param>
    /// <param name="region">Sharding's region: the first message to an emulator without an owner starts one.</param>
    /// <param name="isOwned">Whether an emulator is known to have an owner, so that it need not be started.</param>
    /// <param name="keeperRole">The role of the nodes that own emulators; the first of them makes sure that every emulator has an owner.</param>
    public FleetActor(FleetView view, IReadOnlyList<EmulatorId> own, IActorRef region, Func<EmulatorId, bool> isOwned, string keeperRole)
    {
        (_view, _own, _isOwned, _keeperRole) = (view, own, isOwned, keeperRole);
        var self = Self;
        _register = new FleetRegister(DistributedData.Get(Context.System).Replicator, self, _cluster.SelfUniqueAddress, _log);
        _starts = new RegionCalls(emulator => region.Tell(new StartEmulator(emulator), self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _register.Subscribe();
        var self = Self;
        _cluster.RegisterOnMemberUp(() => self.Tell(UpTick.Instance));
        Timers.StartPeriodicTimer("keep", KeepTick.Instance, KeepEvery);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FleetMessages.ReadEntry read:
                _register.ReadOne(read.Emulator, Sender);
                break;
            case FleetMessages.WriteEntry write:
                _register.WriteOne(write.Value, Sender);
                break;
            case IGetResponse got:
                OnGot(got);
                break;
            case IUpdateResponse updated:
                _register.OnWritten(updated);
                break;
            case Changed changed:
                Show(FleetRegister.EntriesOf(changed));
                break;
            case UpTick when Keepers().Any(member => !member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)):
                Timers.StartSingleTimer("settle", SettledTick.Instance, Settling);
                break;
            case UpTick or SettledTick:
                _isSettled = true;
                Tend();
                break;
            case KeepTick:
                Tend();
                break;
            case GetEmulators:
                _ = FleetListing.GatherAsync([.. _view.Entries.Values], Pools()).PipeTo(Sender);
                break;
            case CommandDone done:
                _starts.Answered(done.Emulator);
                break;
            case RequestFailed failed:
                _starts.Answered(failed.Emulator);
                _log.Debug("{Emulator} does not start: {Detail}", failed.Emulator, failed.Detail);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnGot(IGetResponse got)
    {
        if (_register.OnRead(got, out var entries) is not { } waiting)
            return;
        if (entries is not null)
            Show(entries);
        foreach (var (emulator, replyTo) in waiting)
            replyTo.Tell(new FleetMessages.Entry(emulator, _view.Find(emulator)));
        Announce();
    }

    /// <summary>This node's own emulators are in the view from the start, so that nobody is told that they are unknown.</summary>
    private void Show(IEnumerable<FleetEntry> entries)
    {
        _view.Merge(_view.IsComplete ? entries : entries.Concat(_own.Select(emulator => new FleetEntry(emulator, 0))));
    }

    private void Tend()
    {
        Announce();
        Keep();
    }

    /// <summary>Reads all entries once, so that the view is complete, and adds this node's emulators that have no entry yet.</summary>
    private void Announce()
    {
        if (_announced || _cluster.SelfMember.Status is not (MemberStatus.Up or MemberStatus.Leaving))
            return;
        if (!_view.IsComplete)
        {
            _register.ReadAll();
            return;
        }

        if (!_isSettled)
            return;
        _announced = true;
        foreach (var emulator in _own)
        {
            if (_view.Find(emulator) is null or { Version: 0 })
                _register.WriteOne(new FleetEntry(emulator, 0), ActorRefs.Nobody);
        }
    }

    /// <summary>
    /// Starts emulators without an owner. The first node in the order of addresses does it; while members change two nodes may do it, which is
    /// harmless.
    /// </summary>
    private void Keep()
    {
        if (!_announced || Keepers().FirstOrDefault()?.UniqueAddress.Equals(_cluster.SelfUniqueAddress) != true)
            return;
        _starts.Renew(_view.Entries.Keys.Where(emulator => !_isOwned(emulator)));
    }

    private IEnumerable<Member> Keepers() => _cluster.State.Members.Where(member => member.Status == MemberStatus.Up && member.HasRole(_keeperRole));

    /// <summary>The pool supervisors of the nodes that own emulators, including leaving nodes.</summary>
    private List<ActorSelection> Pools() =>
        [.. _cluster.State.Members
            .Where(member => member.HasRole(_keeperRole) && member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting)
            .Select(member => Context.ActorSelection($"{member.Address}/user/pool"))];

    private sealed record UpTick : INoSerializationVerificationNeeded
    {
        public static readonly UpTick Instance = new();
    }

    private sealed record SettledTick : INoSerializationVerificationNeeded
    {
        public static readonly SettledTick Instance = new();
    }

    private sealed record KeepTick : INoSerializationVerificationNeeded
    {
        public static readonly KeepTick Instance = new();
    }
}
