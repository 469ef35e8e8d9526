using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Pool;

/// <summary>
/// Owns a node's slots: gives them to emulators, starts emulator servers when they are needed, keeps the record of failures, and decides how
/// long a failed emulator waits and when it is quarantined. One for each node.
/// </summary>
internal sealed class PoolSupervisor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromSeconds(2);
    private readonly PoolOptions _options;
    private readonly ActorInputMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly FleetView _fleet;
    private readonly Func<int, int, Props> _serverProps;
    private readonly SlotTable _slots;
    private readonly Dictionary<EmulatorId, Tenant> _tenants = [];
    private readonly Func<bool> _hasPeers;
    private readonly Func<int, int, string> _room;
    private readonly List<EmulatorId> _waitingForRoom = [];
    private readonly Dictionary<int, IActorRef> _servers = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <param name="options">Slots, back-off, quarantine.</param>
    /// <param name="metrics">Counts restarts and quarantines.</param>
    /// <param name="time">The clock of back-off and quarantine.</param>
    /// <param name="fleet">The fleet, which knows where emulators have their games.</param>
    /// <param name="serverProps">Makes the actor of an embedded server, from its number and its count of games.</param>
    /// <param name="hasPeers">Whether emulators may come from other nodes.</param>
    /// <param name="room">A sentence with the cluster's numbers, from this node's slots and those of them that are free; for an emulator that finds none.</param>
    public PoolSupervisor(
        PoolOptions options,
        ActorInputMetrics metrics,
        TimeProvider time,
        FleetView fleet,
        Func<int, int, Props> serverProps,
        Func<bool> hasPeers,
        Func<int, int, string> room)
    {
        _hasPeers = hasPeers;
        _room = room;
        _options = options;
        _metrics = metrics;
        _time = time;
        _fleet = fleet;
        _serverProps = serverProps;
        _slots = new SlotTable(options);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    // A server's actor starts its process anew by itself; when the actor fails, it is started anew too.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PoolMessages.AcquireSlot acquire:
                OnAcquire(acquire);
                break;
            case PoolMessages.RequestFaulted faulted:
                OnFaulted(faulted);
                break;
            case PoolMessages.SlotTaken taken:
                OnTaken(taken.Emulator);
                break;
            case PoolMessages.ReturnSlot returned:
                Leave(returned.Emulator);
                break;
            case PoolMessages.EndQuarantine end:
                OnEndQuarantine(end.Emulator);
                break;
            case GrantTick tick:
                Grant(tick.Emulator);
                break;
            case ServerMessages.ServerReady ready:
                OnServerReady(ready);
                break;
            case ServerMessages.ServerFailed failed:
                OnServerFailed(failed);
                break;
            case Terminated gone:
                OnTerminated(gone.ActorRef);
                break;
            case PoolMessages.GetSlots:
                KeepSlotsReady();
                Sender.Tell(new PoolMessages.SlotCounts(_slots.Count, FreeSlots, _slots.Static));
                break;
            case GetEmulators:
                _ = ListAsync().PipeTo(Sender);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private TimeSpan TryAgainAfter => _options.HealthInterval < _options.MaxBackoff ? _options.HealthInterval : _options.MaxBackoff;

    private int FreeSlots => _slots.FreeBut(address => _fleet.IsTaken(address.ToString(), default));

    private void OnAcquire(PoolMessages.AcquireSlot acquire)
    {
        if (!_tenants.TryGetValue(acquire.Emulator, out var tenant))
            tenant = _tenants[acquire.Emulator] = new Tenant(new FailureRecord(_options, _time, Random.Shared));
        tenant.HasPlayed |= acquire.HasPlayed;
        if (!Sender.Equals(tenant.Actor))
        {
            tenant.Actor = Sender;
            Context.Watch(Sender);
        }

        if (tenant.Quarantine is { } quarantine)
        {
            // The emulator asks because its actor failed or is new. The cool-down goes on.
            Sender.Tell(quarantine.Denied(_time));
            return;
        }

        tenant.Game = acquire.Address is { } address && !_fleet.IsLostTo(address, acquire.Emulator) ? new Uri(address) : null;
        if (acquire.Failure is null)
        {
            Grant(acquire.Emulator);
            return;
        }

        _metrics.Restarted("emulator");
        if (_slots.Of(acquire.Emulator) is { IsStatic: true } failed)
        {
            failed.Failures++;
            _slots.Release(acquire.Emulator);
            if (_slots.HasFreeBesides(failed))
                tenant.Game = null; // It may get another address, with a fresh game.
        }

        var counts = tenant.IsToldOfLoss || !IsSeatedAtARunningServer(acquire.Emulator) || acquire.Failure.Code != ReplyCode.ServerUnreachable;
        tenant.IsToldOfLoss = false;
        tenant.Waits |= !counts;
        var wait = counts ? NoteFailure(acquire.Emulator, tenant, acquire.Failure) : TryAgainAfter;
        if (wait is { } time)
            Timers.StartSingleTimer(acquire.Emulator, new GrantTick(acquire.Emulator), time);
    }

    /// <summary>
    /// Whether the emulator has a slot on an embedded server that is not known to have ended. An emulator that cannot reach it waits for news of the server:
    /// its end counts as one failure, however often the emulator tried, and its next start is waited for.
    /// </summary>
    private bool IsSeatedAtARunningServer(EmulatorId emulator) => _slots.Of(emulator) is { IsStatic: false, Address: not null };

    private void OnFaulted(PoolMessages.RequestFaulted faulted)
    {
        if (!_tenants.TryGetValue(faulted.Emulator, out var tenant) || tenant.Quarantine is not null)
            return;
        tenant.HasPlayed = true; // It sent a request.
        if (NoteFailure(faulted.Emulator, tenant, faulted.Failure) is not null)
            tenant.Actor.Tell(new PoolMessages.GoOn(faulted.Emulator));
    }

    private void OnTaken(EmulatorId emulator)
    {
        if (_slots.Of(emulator) is { } own)
            own.IsUsed = false;
    }

    /// <summary>
    /// Notes a failure. Null when there were too many and the emulator is now in quarantine; otherwise how long to wait. An emulator that has never played
    /// here is not quarantined, because its server may not be started yet. It is told why it does not start, and tried again at each health check.
    /// </summary>
    private TimeSpan? NoteFailure(EmulatorId emulator, Tenant tenant, SessionFailure failure)
    {
        if (tenant.Failures.Note() is { } wait)
            return wait;
        if (!tenant.HasPlayed)
        {
            tenant.Actor.Tell(new PoolMessages.SlotDenied(emulator, failure.Code, $"It has not started yet and is tried again: {failure.Detail}", TryAgainAfter));
            return TryAgainAfter;
        }

        var detail = $"{tenant.Failures.Count} failures within {_options.QuarantineWindow.TotalSeconds:0} s; the last: {failure.Detail}";
        _log.Error("{Emulator} is quarantined for {Cooldown}: {Detail}", emulator, _options.QuarantineCooldown, detail);
        _metrics.QuarantinedOne();
        var quarantine = tenant.Quarantine = new Quarantine(emulator, detail, _time.GetTimestamp(), _options.QuarantineCooldown, tenant.Server);
        FreeSlot(emulator);
        tenant.Actor.Tell(quarantine.Denied(_time));
        Timers.StartSingleTimer(emulator, new PoolMessages.EndQuarantine(emulator), _options.QuarantineCooldown);
        return null;
    }

    /// <summary>
    /// Ends a quarantine, and those of other emulators that failed on the same server, and tries each at once, without a back-off. Does the same for
    /// an emulator that waits for its next try.
    /// </summary>
    private void OnEndQuarantine(EmulatorId emulator)
    {
        if (!_tenants.TryGetValue(emulator, out var tenant))
            return;
        if (tenant.Quarantine is null)
        {
            if (Timers.IsTimerActive(emulator) || tenant.Waits)
                TryNow(emulator, tenant);
            return;
        }

        var server = tenant.Quarantine.Server;
        foreach (var (name, other) in _tenants.Where(other => other.Key == emulator || (server is not null && other.Value.Quarantine?.Server == server)).ToList())
        {
            other.Quarantine = null;
            _log.Info("{Emulator} is released from quarantine", name);
            TryNow(name, other);
        }
    }

    private void TryNow(EmulatorId emulator, Tenant tenant)
    {
        tenant.Failures.Forget();
        Timers.Cancel(emulator);
        Grant(emulator);
        if (_slots.Of(emulator) is { Address: null } slot && _servers.TryGetValue(slot.Server, out var server))
            server.Tell(ServerMessages.StartNow.Instance);
    }

    private void Grant(EmulatorId emulator)
    {
        if (!_tenants.TryGetValue(emulator, out var tenant) || tenant.Quarantine is not null)
            return;
        if (_slots.Assign(emulator, tenant.Game, address => _fleet.IsTaken(address.ToString(), emulator)) is not { } slot)
        {
            if (!_waitingForRoom.Contains(emulator))
                _waitingForRoom.Add(emulator);
            var detail = $"All {_slots.Count} slots of this node are taken; {_waitingForRoom.Count} emulators wait for one. {_room(_slots.Count, FreeSlots)}";
            tenant.Actor.Tell(new PoolMessages.SlotDenied(emulator, ReplyCode.NoCapacity, detail, _options.MaxBackoff));
            return;
        }

        _waitingForRoom.Remove(emulator);
        Timers.Cancel(emulator); // It is granted now, or by the next start of the slot's server.
        (tenant.Waits, tenant.Server) = (slot.Address is null, slot.ServerName);
        if (slot.Address is { } address)
            tenant.Actor.Tell(new PoolMessages.SlotGranted(emulator, slot.Name, address, slot.IsStatic, slot.IsUsed));
        else if (!_servers.ContainsKey(slot.Server))
            StartServer(slot.Server);
    }

    private void StartServer(int server) =>
        _servers[server] = Context.ActorOf(_serverProps(server, _slots.Of(server).Count()), $"server-{server + 1}");

    /// <summary>Starts an emulator server before it is needed, one at a time, and after servers for which emulators wait.</summary>
    private void KeepSlotsReady()
    {
        var isStarting = _servers.Keys.Any(server => _slots.Of(server).All(slot => slot.Address is null));
        if (isStarting || _slots.Ready >= _options.ReadySlots || !_hasPeers())
            return;
        foreach (var server in _slots.Servers.Where(server => !_servers.ContainsKey(server)).Take(1).ToList())
            StartServer(server);
    }

    private void OnServerReady(ServerMessages.ServerReady ready)
    {
        foreach (var (slot, address) in _slots.Of(ready.Server).ToList().Zip(ready.Games))
        {
            slot.Address = address;
            slot.IsUsed = false;
            if (slot.Owner is { } owner && _tenants.TryGetValue(owner, out var tenant) && tenant.Waits)
                Grant(owner);
        }
    }

    private void OnServerFailed(ServerMessages.ServerFailed failed)
    {
        _metrics.Restarted("emulatorServer");
        var owned = new List<(string Slot, EmulatorId Owner)>();
        foreach (var slot in _slots.Of(failed.Server))
        {
            slot.Address = null;
            if (slot.Owner is { } owner)
                owned.Add((slot.Name, owner));
        }

        // An emulator that gets a slot here because another was quarantined waits for the next start; it has not failed.
        foreach (var (slot, owner) in owned)
        {
            if (!_tenants.TryGetValue(owner, out var tenant))
                continue;
            if (tenant.Waits)
            {
                NoteFailure(owner, tenant, failed.Failure); // It waits on for the next start, unless it is now in quarantine.
                continue;
            }

            tenant.IsToldOfLoss = true;
            tenant.Actor.Tell(new PoolMessages.SlotLost(owner, slot, failed.Failure));
        }
    }

    private void OnTerminated(IActorRef actor)
    {
        foreach (var emulator in _tenants.Where(tenant => tenant.Value.Actor.Equals(actor)).Select(tenant => tenant.Key).ToList())
            Leave(emulator);
    }

    private void Leave(EmulatorId emulator)
    {
        if (!_tenants.Remove(emulator, out var tenant))
            return;
        Context.Unwatch(tenant.Actor);
        Timers.Cancel(emulator);
        FreeSlot(emulator);
    }

    private void FreeSlot(EmulatorId emulator)
    {
        _waitingForRoom.Remove(emulator);
        _slots.Release(emulator);
        if (_slots.Free == 0 || _waitingForRoom.Count == 0)
            return;
        var next = _waitingForRoom[0];
        _waitingForRoom.RemoveAt(0);
        Grant(next);
    }

    private async Task<EmulatorList> ListAsync()
    {
        var asked = _tenants.Select(async tenant =>
        {
            try
            {
                return await tenant.Value.Actor.Ask<EmulatorStatus>(new GetStatus(tenant.Key), StatusTimeout);
            }
            catch (Exception fault)
            {
                return new EmulatorStatus(tenant.Key, EmulatorState.Recovering, "") { Problem = $"It does not answer: {fault.Message}" };
            }
        });
        var all = await Task.WhenAll(asked.ToList());
        return new EmulatorList([.. all.OrderBy(status => status.Emulator.Value, EmulatorNameComparer.Instance)]);
    }

    private sealed record GrantTick(EmulatorId Emulator) : INoSerializationVerificationNeeded;
}
