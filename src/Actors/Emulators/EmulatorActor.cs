using ActorInput.Actors.Fleet;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Owns one emulator: takes a slot, holds the session, sends inputs in order, and goes through what fails. The sharded entity.
/// </summary>
/// <remarks>
/// <see cref="InputDesk"/> accepts and answers inputs, <see cref="InputLine"/> carries them to the server; here is only what happens when. A
/// crash of the actor hands the desk and the line to its next instance, which starts only when the pool supervisor says so. What follows from
/// results, slots and failures is in EmulatorActor.Recovery.cs.
/// </remarks>
internal sealed partial class EmulatorActor : UntypedActor, IWithTimers, IWithStash
{
    private const string DeadlineTimer = "deadline";
    private const string IdleTimer = "idle";
    private const string DrainTimer = "drain";

    private readonly EmulatorId _id;
    private readonly EmulatorActorServices _services;
    private readonly EmulatorOptions _options;
    private readonly ILoggingAdapter _log;
    private InputDesk _desk;
    private InputLine _line;
    private EmulatorState _state = EmulatorState.Starting;
    private PoolMessages.SlotGranted? _slot;
    private string? _problem;
    private string? _game;
    private int _restarts;
    private int _goodInARow;
    private bool _uncertain;
    private bool _accepted;
    private SessionFailure? _recoverOnceReturned;

    public EmulatorActor(EmulatorId id, EmulatorActorServices services)
    {
        _id = id;
        _services = services;
        _options = services.Options.For(id);
        _log = services.Log;
        _desk = new InputDesk(id, _options, services.Options.Limits, services.Metrics, Self)
        {
            Leases = new LeaseDesk(id, services.Options.Lease, services.Time),
        };
        _line = new InputLine(_desk.Queue, _options, services, Self);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    /// <summary>Without an expression: Akka compiles one each time, a millisecond for each of thousands of emulators.</summary>
    public static Props Props(string entity, EmulatorActorServices services) =>
        Akka.Actor.Props.Create<EmulatorActor>(EmulatorId.Parse(entity), services);

    protected override void PreStart()
    {
        _services.Metrics.StateChanged(null, _state);
        _services.Fleet.Tell(new FleetMessages.ReadEntry(_id));
    }

    protected override void PostStop()
    {
        _services.Metrics.StateChanged(_state, null);
        _desk.AnswerAbandoned(Stopping);
        _services.Load.Remove(_id, _desk.Queue);
        _line.Dispose();
    }

    protected override void OnReceive(object message)
    {
        _accepted = false;
        switch (message)
        {
            case SendInput input:
                _accepted = _desk.Accept(input, Sender);
                AfterAccept(input.Terms);
                break;
            case SendBatch batch:
                _accepted = _desk.Accept(batch, Sender);
                AfterAccept(batch.Terms);
                break;
            case DispatchDone done:
                OnDone(done);
                break;
            case GetStatus:
                Sender.Tell(Status());
                break;
            case GetState or GetScreen or ReadMemory or ResetGame:
                OnCommand((IWithEmulatorId)message);
                break;
            case StartEmulator:
                Sender.Tell(new CommandDone(_id));
                break;
            case Locate:
                OnLocate();
                break;
            case FleetMessages.Entry entry:
                OnEntry(entry.Value);
                break;
            case HandoverLoaded loaded:
                OnHandover(loaded);
                break;
            case GameRestored restored:
                OnRestored(restored);
                break;
            case FleetMessages.EntryWritten written:
                OnWritten(written.Value);
                break;
            case ReleaseQuarantine:
                _services.Pool.Tell(new PoolMessages.EndQuarantine(_id));
                Sender.Tell(new CommandDone(_id));
                break;
            case PoolMessages.SlotGranted granted:
                OnGranted(granted);
                break;
            case PoolMessages.SlotDenied denied:
                OnDenied(denied);
                break;
            case PoolMessages.GoOn:
                Resume(_problem);
                break;
            case PoolMessages.SlotLost lost:
                OnLost(lost);
                break;
            case SessionOpened opened:
                OnOpened(opened);
                break;
            case Terminated gone:
                _desk.AnswerWaiting(input => input.Terms.DropWithSender && input.ReplyTo.Equals(gone.ActorRef), SenderGone);
                DropExecutionsOf(gone.ActorRef);
                break;
            case DeadlineTick:
                Timers.Cancel(DeadlineTimer);
                _desk.AnswerExpired();
                WatchDeadlines();
                break;
            case IdleTick:
                if (_line.ReleaseIfIdle(_options.Buffering.ReleaseAfter))
                    Timers.Cancel(IdleTimer);
                break;
            case StopEmulator:
                Drain();
                break;
            default:
                if (!OnExecution(message) && !OnLease(message))
                    Unhandled(message);
                break;
        }
    }

    /// <summary>An id that the fleet does not have: sharding makes an entity for any name that is asked for, so it says so and goes.</summary>
    private void Unknown(object message)
    {
        switch (message)
        {
            case SendInput or SendBatch:
                OnReceive(message);
                break;
            case IWithEmulatorId:
                Sender.Tell(new RequestFailed(_id, ReplyCode.UnknownEmulator, UnknownId.Detail));
                break;
            case StopEmulator:
                Context.Stop(Self);
                return;
            default:
                Unhandled(message);
                break;
        }

        Context.Parent.Tell(new Passivate(StopEmulator.Instance));
    }

    /// <summary>Stopping: what is accepted is sent or answered, nothing new is taken.</summary>
    private void Draining(object message)
    {
        switch (message)
        {
            case DrainTick:
                _desk.AnswerWaiting(Stopping);
                _line.Close();
                break;
            case StopEmulator:
                break;
            default:
                OnReceive(message);
                break;
        }

        if (_desk.Unanswered == 0)
        {
            _services.Pool.Tell(new PoolMessages.ReturnSlot(_id));
            Context.Stop(Self);
        }
    }

    private void AfterAccept(InputTerms terms)
    {
        if (!_accepted)
            return;
        Activate();
        if (terms.Deadline is not null)
            WatchDeadlines();
        if (terms.DropWithSender)
            Context.Watch(Sender);
    }

    private void OnCommand(IWithEmulatorId request)
    {
        if (RefuseLease(request))
            return;
        if (_state == EmulatorState.Quarantined || (_line.Session is null && request is not ResetGame))
        {
            var code = _desk.Closed?.Code ?? ReplyCode.ServerUnreachable;
            Sender.Tell(new RequestFailed(_id, code, $"The emulator is {_state}: {_problem ?? "it has no session yet"}."));
            return;
        }

        _desk.Queue.Add(new Buffering.QueuedCommand(request, Sender) { Sequence = _desk.Sequence });
        if (request is ResetGame or LoadCheckpoint && _state == EmulatorState.Uncertain)
            _desk.Queue.Release();
        Activate();
    }

    private void Activate()
    {
        if (!_desk.Queue.IsEmpty && _line.Activate())
            Timers.StartPeriodicTimer(IdleTimer, IdleTick.Instance, _options.Buffering.ReleaseAfter / 2);
    }

    private void WatchDeadlines()
    {
        if (Timers.IsTimerActive(DeadlineTimer) || _desk.Queue.NextDeadline(System.Diagnostics.Stopwatch.GetTimestamp()) is not { } next)
            return;
        Timers.StartSingleTimer(DeadlineTimer, DeadlineTick.Instance, next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1));
    }

    private void Drain()
    {
        if (_services.HasPeers())
        {
            Depart();
            return;
        }

        _desk.Closed = Stopping;
        Enter(EmulatorState.Stopped, Stopping.Detail);
        Become(Draining);
        Timers.StartSingleTimer(DrainTimer, DrainTick.Instance, _options.DrainTimeout);
        Self.Tell(StopEmulator.Instance);
    }

    private void Enter(EmulatorState state, string? problem)
    {
        _problem = problem;
        if (ReferenceEquals(_desk.Closed, Stopping))
            state = EmulatorState.Stopped;
        if (state == _state)
            return;
        _services.Metrics.StateChanged(_state, state);
        _log.Debug("{Emulator} goes from {From} to {To}", _id, _state, state);
        _state = _desk.Queue.Gauge.State = state;
        ReportLease();
    }

    private EmulatorStatus Status() => new(_id, _state, _services.Node)
    {
        Slot = _slot?.Slot,
        Server = _slot?.Address.ToString(),
        Dialect = _line.Session?.Info?.Dialect,
        Cartridge = _line.Session?.Info?.Cartridge,
        Epoch = _desk.Epoch,
        Sequence = _desk.Sequence,
        Queued = _desk.Queue.Count,
        InFlight = Math.Max(0, _desk.Unanswered - _desk.Queue.Count),
        StepsApplied = _desk.StepsApplied,
        Restarts = _restarts,
        Problem = _problem,
        Lease = Leases.Status,
    };

    private static readonly Refusal Stopping = new(InputOutcome.NotApplied, ReplyCode.ShuttingDown, "The emulator is stopping.");

    private Refusal UnknownId => new(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, $"The fleet has no emulator '{_id}'.");

    private static readonly Refusal SenderGone = new(InputOutcome.NotApplied, ReplyCode.SenderGone, "The agent that sent it stopped.");

    private sealed record DeadlineTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DeadlineTick Instance = new();
    }

    private sealed record IdleTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly IdleTick Instance = new();
    }

    private sealed record DrainTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DrainTick Instance = new();
    }
}
