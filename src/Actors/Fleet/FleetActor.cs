using ActorInput.Actors.Pool;
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
/// Keeps the fleet: this node's copy of what the cluster knows, the emulators that this node adds, and, on one node of all, that every
/// emulator has an owner. One for each node.
/// </summary>
/// <remarks>
/// The entries are one replicated dictionary. Reads and writes of a moment go together: a thousand emulators that start at once cost two
/// rounds with the other nodes, not a thousand.
/// </remarks>
internal sealed class FleetActor : UntypedActor, IWithTimers
{
    private static readonly LWWDictionaryKey<string, FleetEntry> Key = new("actorinput-fleet");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ListBound = TimeSpan.FromSeconds(3);
    // Until sharding and the other nodes know what room a node has that joins them; started before, its emulators would be placed elsewhere.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly IActorRef _replicator = DistributedData.Get(Context.System).Replicator;
    private readonly FleetView _view;
    private readonly IReadOnlyList<EmulatorId> _own;
    private readonly IActorRef _region;
    private readonly Func<EmulatorId, bool> _isOwned;
    private readonly string _keeperRole;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<EmulatorId, (FleetEntry Entry, List<IActorRef> ReplyTo)> _toWrite = [];
    private List<(EmulatorId Emulator, IActorRef ReplyTo)> _toRead = [];
    private Round<(EmulatorId Emulator, IActorRef ReplyTo)>? _reading;
    private Round<(FleetEntry Entry, List<IActorRef> ReplyTo)>? _writing;
    private bool _isSettled;
    private bool _announced;

    /// <param name="view">What this node knows; written here.</param>
    /// <param name="own">The emulators that this node adds.</param>
    /// <param name="region">The way to owners: an emulator that has none gets one by the first message that comes through it.</param>
    /// <param name="isOwned">Whether an emulator is known to have an owner, so that it need not be told to start.</param>
    /// <param name="keeperRole">Role of the nodes of which the first one keeps all emulators owned.</param>
    public FleetActor(FleetView view, IReadOnlyList<EmulatorId> own, IActorRef region, Func<EmulatorId, bool> isOwned, string keeperRole)
    {
        (_view, _own, _region, _isOwned, _keeperRole) = (view, own, region, isOwned, keeperRole);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _replicator.Tell(Dsl.Subscribe(Key, Self));
        var self = Self;
        _cluster.RegisterOnMemberUp(() => self.Tell(UpTick.Instance));
        Timers.StartPeriodicTimer("keep", KeepTick.Instance, KeepEvery);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FleetMessages.ReadEntry read:
                _toRead.Add((read.Emulator, Sender));
                NextRead();
                break;
            case FleetMessages.WriteEntry write:
                OnWrite(write.Value, Sender);
                break;
            case IGetResponse got:
                OnGot(got);
                break;
            case IUpdateResponse updated:
                OnUpdated(updated);
                break;
            case Changed changed:
                Show(changed.Get(Key).Values);
                break;
            case UpTick when Keepers().Any(member => !member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)):
                Timers.StartSingleTimer("settle", SettledTick.Instance, Settling);
                break;
            case UpTick or SettledTick:
                _isSettled = true;
                Announce();
                Keep();
                break;
            case KeepTick:
                Announce();
                Keep();
                break;
            case GetEmulators:
                _ = ListAsync([.. _view.Entries.Values], Owners()).PipeTo(Sender);
                break;
            case CommandDone:
                break; // An owner that was told to start.
            case RequestFailed failed:
                _log.Debug("{Emulator} does not start: {Detail}", failed.Emulator, failed.Detail);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>This node's own emulators are there from the moment that anything is: nobody is to be told that they are unknown.</summary>
    private void Show(IEnumerable<FleetEntry> entries)
    {
        var all = entries.ToDictionary(entry => entry.Emulator);
        foreach (var emulator in _own)
            all.TryAdd(emulator, new FleetEntry(emulator, 0));
        _view.Set(all.Values);
    }

    private IEnumerable<Member> Keepers() => _cluster.State.Members.Where(member => member.Status == MemberStatus.Up && member.HasRole(_keeperRole));

    /// <summary>Reads once, so that the view is complete, and adds this node's emulators that are not there yet.</summary>
    private void Announce()
    {
        if (_announced || _cluster.SelfMember.Status is not (MemberStatus.Up or MemberStatus.Leaving))
            return;
        if (!_view.IsComplete)
        {
            if (_reading is null)
                StartRead([]);
            return;
        }

        if (!_isSettled)
            return;
        _announced = true;
        foreach (var emulator in _own)
        {
            if (_view.Find(emulator) is null or { Version: 0 })
                OnWrite(new FleetEntry(emulator, 0), ActorRefs.Nobody);
        }
    }

    /// <summary>Emulators without an owner get one. The first node in the order of addresses does it; during a change two may, which harms nothing.</summary>
    private void Keep()
    {
        if (!_announced || Keepers().FirstOrDefault()?.UniqueAddress.Equals(_cluster.SelfUniqueAddress) != true)
            return;
        foreach (var emulator in _view.Entries.Keys)
        {
            if (!_isOwned(emulator))
                _region.Tell(new StartEmulator(emulator));
        }
    }

    private List<ActorSelection> Owners() =>
        [.. _cluster.State.Members
            .Where(member => member.HasRole(_keeperRole) && member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting)
            .Select(member => Context.ActorSelection($"{member.Address}/user/pool"))];

    /// <summary>All emulators of the cluster, as their owners' nodes tell; of one that is told twice, because it moves, the later owner.</summary>
    private static async Task<EmulatorList> ListAsync(List<FleetEntry> entries, List<ActorSelection> pools)
    {
        var lists = await Task.WhenAll(pools.Select(async pool =>
        {
            try
            {
                return (await pool.Ask<EmulatorList>(GetEmulators.Instance, ListBound)).Emulators;
            }
            catch (Exception unanswered) when (unanswered is AskTimeoutException or TaskCanceledException)
            {
                return []; // A node that does not answer: its emulators are shown without an owner.
            }
        }));
        var told = lists.SelectMany(list => list).GroupBy(status => status.Emulator)
            .ToDictionary(same => same.Key, same => same.OrderBy(status => status.State == EmulatorState.Stopped).ThenByDescending(status => status.Epoch).First());
        foreach (var entry in entries)
            told.TryAdd(entry.Emulator, Ownerless(entry));
        return new EmulatorList([.. told.Values.OrderBy(status => status.Emulator.Value, EmulatorNameComparer.Instance)]);
    }

    private static EmulatorStatus Ownerless(FleetEntry entry) =>
        new(entry.Emulator, entry.Epoch == 0 ? EmulatorState.Starting : EmulatorState.Recovering, "")
        {
            Epoch = entry.Epoch,
            Server = entry.Address,
            Restarts = entry.Restarts,
            Problem = "No node that answers owns it now.",
        };

    private void NextRead()
    {
        if (_reading is not null || _toRead.Count == 0)
            return;
        var waiting = _toRead;
        _toRead = [];
        StartRead(waiting);
    }

    private void StartRead(List<(EmulatorId Emulator, IActorRef ReplyTo)> waiting)
    {
        _reading = new Round<(EmulatorId, IActorRef)>(waiting);
        Read(_reading);
    }

    private void Read(Round<(EmulatorId Emulator, IActorRef ReplyTo)> round) => _replicator.Tell(Dsl.Get(Key, new ReadMajority(Bound), round));

    private void OnGot(IGetResponse got)
    {
        if (!ReferenceEquals(got.Request, _reading) || _reading is not { } round)
            return;
        if (got is GetFailure && round.TriesAgain())
        {
            Read(round); // An owner that went by an old copy would not know that its game waits for it.
            return;
        }

        _reading = null;
        if (got.IsSuccessful)
            Show(got.Get(Key).Values);
        else if (got.IsFound || got is GetFailure)
            _log.Warning("The fleet could not be read from a majority of the nodes within {Bound}, three times; this node's own copy is taken", Bound);
        if (got is NotFound)
            Show([]);
        foreach (var (emulator, replyTo) in round.Waiting)
            replyTo.Tell(new FleetMessages.Entry(emulator, _view.Find(emulator)));
        Announce();
        NextRead();
    }

    private void OnWrite(FleetEntry entry, IActorRef replyTo)
    {
        var waiting = _toWrite.TryGetValue(entry.Emulator, out var pending) ? pending.ReplyTo : [];
        if (!replyTo.IsNobody())
            waiting.Add(replyTo);
        _toWrite[entry.Emulator] = (entry, waiting);
        NextWrite();
    }

    private void NextWrite()
    {
        if (_writing is not null || _toWrite.Count == 0)
            return;
        var round = _writing = new Round<(FleetEntry Entry, List<IActorRef> ReplyTo)>([.. _toWrite.Values]);
        _toWrite.Clear();
        Write(round);
    }

    private void Write(Round<(FleetEntry Entry, List<IActorRef> ReplyTo)> round)
    {
        var self = _cluster.SelfUniqueAddress;
        _replicator.Tell(Dsl.Update(
            Key,
            LWWDictionary<string, FleetEntry>.Empty,
            new WriteMajority(Bound),
            round,
            entries => round.Waiting.Aggregate(
                entries, (all, write) => all.SetItem(self, write.Entry.Emulator.Value, write.Entry, static (_, entry) => entry.Version))));
    }

    private void OnUpdated(IUpdateResponse updated)
    {
        if (!ReferenceEquals(updated.Request, _writing) || _writing is not { } round)
            return;
        if (!updated.IsSuccessful && round.TriesAgain())
        {
            Write(round);
            return;
        }

        _writing = null;
        if (!updated.IsSuccessful)
            _log.Warning("{Entries} entries of the fleet did not reach a majority of the nodes within {Bound}, three times; they spread from here", round.Waiting.Count, Bound);
        foreach (var (entry, waiting) in round.Waiting)
            waiting.ForEach(replyTo => replyTo.Tell(new FleetMessages.EntryWritten(entry)));
        NextWrite();
    }

    /// <summary>A read or write under way, and who waits for it. Told apart by reference: an answer to an earlier one is not taken for this one's.</summary>
    private sealed class Round<T>(List<T> waiting)
    {
        private const int MostTries = 3;
        private int _tries = 1;

        public List<T> Waiting { get; } = waiting;

        public bool TriesAgain() => _tries++ < MostTries;
    }

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
