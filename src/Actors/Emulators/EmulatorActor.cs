using System.Diagnostics;
using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Owns one emulator: takes a slot, holds the session, sends inputs in order, and goes through what fails. The sharded entity.
/// </summary>
/// <remarks>
/// <see cref="InputDesk"/> accepts and answers inputs, <see cref="InputLine"/> carries them to the server; here is only what happens when. A
/// crash of the actor hands the desk and the line to its next instance, which starts only when the pool supervisor says so. How it comes to a
/// node, what follows from results and failures, and how it ends are files of their own.
/// </remarks>
internal sealed partial class EmulatorActor : UntypedActor, IWithTimers, IWithStash
{
    private const string DeadlineTimer = "deadline";
    private const string IdleTimer = "idle";

    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);
    private static readonly Refusal SenderGone = new(InputOutcome.NotApplied, ReplyCode.SenderGone, "The agent that sent it stopped.");

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
    private long _deadlineAt;
    private SessionFailure? _recoverOnceReturned;

    public EmulatorActor(EmulatorId id, EmulatorActorServices services)
    {
        _id = id;
        _services = services;
        _options = services.Settings.OptionsOf(id);
        _log = services.Log;
        Leases = new LeaseDesk(id, services.Settings.Lease, services.Time);
        _desk = new InputDesk(id, _options, services.Settings.Limits, services.Metrics, Self) { Leases = Leases };
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
        if (!OnRequest(message) && !OnRecovery(message) && !OnArrival(message) && !OnTime(message) && !OnExecution(message) && !OnLease(message))
            Unhandled(message);
        BeginLeaseOnceClear();
    }

    /// <summary>True when the message was one that others ask of the emulator.</summary>
    private bool OnRequest(object message)
    {
        switch (message)
        {
            case SendInput input:
                _accepted = _desk.Accept(input, Sender);
                AfterAccept(input.Terms);
                return true;
            case SendBatch batch:
                _accepted = _desk.Accept(batch, Sender);
                AfterAccept(batch.Terms);
                return true;
            case WriteGame write:
                _accepted = _desk.Accept(write, Sender);
                AfterAccept(write.Terms);
                return true;
            case GetStatus:
                Sender.Tell(Status());
                return true;
            case GetState or GetScreen or ReadMemory or ReadBattery or ResetGame:
                OnCommand((IWithEmulatorId)message);
                return true;
            case StartEmulator:
                Sender.Tell(new CommandDone(_id));
                return true;
            case Locate:
                OnLocate();
                return true;
            case ReleaseQuarantine:
                _services.Pool.Tell(new PoolMessages.EndQuarantine(_id));
                Sender.Tell(new CommandDone(_id));
                return true;
            case StopEmulator:
                Drain();
                return true;
            default:
                return false;
        }
    }

    /// <summary>True when the message said that time has passed, or that an agent has gone.</summary>
    private bool OnTime(object message)
    {
        switch (message)
        {
            case Terminated gone:
                _desk.AnswerWaiting(input => input.Terms.DropWithSender && input.ReplyTo.Equals(gone.ActorRef), SenderGone);
                DropExecutionsOf(gone.ActorRef);
                return true;
            case DeadlineTick:
                Timers.Cancel(DeadlineTimer);
                _desk.AnswerExpired();
                WatchDeadlines();
                return true;
            case IdleTick:
                if (_line.ReleaseIfIdle(_options.Buffering.ReleaseAfter))
                    Timers.Cancel(IdleTimer);
                return true;
            default:
                return false;
        }
    }

    private void AfterAccept(InputTerms terms)
    {
        if (!_accepted)
            return;
        Activate();
        WatchDeadline(terms.Deadline);
        if (terms.DropWithSender)
            Context.Watch(Sender);
    }

    private void OnCommand(IWithEmulatorId request)
    {
        if (RefuseLease(request))
            return;
        // One that starts, or has just come from another node, answers once it can, as it does with inputs.
        var starts = _state == EmulatorState.Starting && _problem is null;
        if (_state == EmulatorState.Quarantined || (_line.Session is null && request is not ResetGame && !starts))
        {
            var code = _desk.Closed?.Code ?? ReplyCode.ServerUnreachable;
            Sender.Tell(new RequestFailed(_id, code, $"The emulator is {_state}: {_problem ?? "it has no session yet"}."));
            return;
        }

        if (_desk.FullOfCommands is { } full)
        {
            Sender.Tell(new RequestFailed(_id, full.Code, full.Detail));
            return;
        }

        _desk.Queue.Add(new QueuedCommand(request, Sender) { Sequence = _desk.Sequence, AcceptedAt = Stopwatch.GetTimestamp() });
        Activate();
    }

    private void Activate()
    {
        if (!_desk.Queue.IsEmpty && _line.Activate())
            Timers.StartPeriodicTimer(IdleTimer, IdleTick.Instance, _options.Buffering.ReleaseAfter / 2);
    }

    private void WatchDeadlines() => WatchDeadline(_desk.Queue.NextDeadline(Stopwatch.GetTimestamp()));

    /// <summary>Sees to it that what expires in so long is answered then, and not when its turn comes.</summary>
    private void WatchDeadline(TimeSpan? left)
    {
        if (left is not { } time)
            return;
        time = time > ShortestTimer ? time : ShortestTimer;
        var at = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        if (Timers.IsTimerActive(DeadlineTimer) && _deadlineAt <= at)
            return;
        _deadlineAt = at;
        Timers.StartSingleTimer(DeadlineTimer, DeadlineTick.Instance, time);
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
        Identity = _line.Session?.Info?.Identity,
        Epoch = _desk.Epoch,
        Sequence = _desk.Sequence,
        Queued = _desk.Queue.Count,
        InFlight = Math.Max(0, _desk.Unanswered - _desk.Queue.Count),
        StepsApplied = _desk.StepsApplied,
        Restarts = _restarts,
        Problem = _problem,
        Lease = Leases.Status,
    };

    private sealed record DeadlineTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DeadlineTick Instance = new();
    }

    private sealed record IdleTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly IdleTick Instance = new();
    }
}
