using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace ActorInput.Actors.Emulators;

/// <summary>Owns one emulator. The sharded entity.</summary>
/// <remarks>
/// It only moves messages. <see cref="EmulatorPhase"/> says what the emulator is doing, <see cref="PhaseTransitions"/> which phase follows, and
/// <see cref="OwnedEmulator"/> does what a phase needs. After a crash the next instance goes on with the same <see cref="OwnedEmulator"/>, and so
/// with everything that was accepted.
/// </remarks>
internal sealed class EmulatorActor : UntypedActor, IWithTimers, IWithStash
{
    private static readonly Refusal SenderGone = new(InputOutcome.NotApplied, ReplyCode.SenderGone, "The agent that sent it stopped.");

    private readonly EmulatorId _id;
    private readonly EmulatorActorServices _services;
    private OwnedEmulator _emulator;
    private bool _accepted;

    public EmulatorActor(EmulatorId id, EmulatorActorServices services)
    {
        (_id, _services) = (id, services);
        _emulator = new OwnedEmulator(id, services, Self, new EmulatorTimers(this, services.Time));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private EmulatorPhase Phase
    {
        get => _emulator.Phase;
        set => _emulator.Phase = value;
    }

    /// <summary>
    /// Props are made without an expression, because Akka compiles one each time, which takes a millisecond for each of thousands of emulators.
    /// </summary>
    public static Props Props(string entity, EmulatorActorServices services) =>
        Akka.Actor.Props.Create<EmulatorActor>(EmulatorId.Parse(entity), services);

    protected override void PreStart()
    {
        _services.Metrics.StateChanged(null, _emulator.State);
        _services.Fleet.Tell(new FleetMessages.ReadEntry(_id));
    }

    protected override void PostStop()
    {
        _services.Metrics.StateChanged(_emulator.State, null);
        _emulator.Desk.Answers.AnswerAbandoned(Standing.Stopping.Closed!);
        _services.Load.Remove(_id, _emulator.Desk.Queue);
        _emulator.Line.Dispose();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The next instance waits for this message, and keeps all others until it comes.
        _emulator.Interrupt();
        Self.Tell(new Heritage(_emulator, reason));
        if (!_accepted)
            _emulator.Desk.Answers.AnswerCrash(message, Sender, reason);
    }

    protected override void PostRestart(Exception reason) => Phase = new EmulatorPhase.Inheriting();

    protected override void OnReceive(object message)
    {
        _accepted = false;
        switch (Phase)
        {
            case EmulatorPhase.Inheriting:
                OnInheriting(message);
                break;
            case EmulatorPhase.Unknown:
                OnUnknown(message);
                break;
            case EmulatorPhase.Departing or EmulatorPhase.Reclaiming or EmulatorPhase.Saving or EmulatorPhase.Parting:
                OnLeaving(message);
                break;
            default:
                OnLiving(message);
                _emulator.Leases.BeginOnceClear();
                break;
        }

        _emulator.EndOnceEmpty();
        if (Phase is EmulatorPhase.Left)
            Context.Stop(Self);
    }

    /// <summary>A new instance after a crash: first takes the state of the instance before, then all other messages.</summary>
    private void OnInheriting(object message)
    {
        if (message is PoolMessages.SlotGranted or PoolMessages.SlotDenied or PoolMessages.GoOn)
            return; // An answer to the instance before; this one asks anew.
        if (message is not Heritage heritage)
        {
            Stash.Stash();
            return;
        }

        _emulator = heritage.Emulator;
        _emulator.GoOn(new EmulatorTimers(this, _services.Time), heritage.Reason);
        Stash.UnstashAll();
    }

    /// <summary>
    /// The fleet does not have this id. Sharding makes an entity for any name in a message, so this one answers that the emulator is unknown, and
    /// stops.
    /// </summary>
    private void OnUnknown(object message)
    {
        switch (message)
        {
            case SendInput or SendBatch or WriteGame:
                OnLiving(message);
                break;
            case IWithEmulatorId:
                Sender.Tell(new RequestFailed(_id, ReplyCode.UnknownEmulator, Phase.Standing.Closed!.Detail));
                break;
            case StopEmulator:
                Phase = PhaseTransitions.Stop(Phase, hasPeers: false);
                return;
            default:
                Unhandled(message);
                break;
        }

        Context.Parent.Tell(new Passivate(StopEmulator.Instance));
    }

    /// <summary>The emulator moves to another node: messages to it go there.</summary>
    private void OnLeaving(object message)
    {
        switch (message)
        {
            case RouterMessages.Departed:
                Phase = PhaseTransitions.Parted(Phase);
                break;
            case DispatchDone done:
                _emulator.Departure.OnDone(done);
                break;
            case EmulatorTimers.EndTick:
                _emulator.Departure.OnTimeIsUp();
                break;
            case SessionOpened opened:
                _emulator.Departure.OnOpened(opened);
                break;
            case EmulatorDeparture.GameSaved saved:
                _emulator.Departure.OnSaved(saved);
                break;
            case FleetMessages.EntryWritten written:
                OnWritten(written);
                break;
            case GetStatus:
                Sender.Tell(_emulator.Status);
                break;
            case CancelExecution cancel when _emulator.Desk.Answers.StopExecution(cancel.ExecutionId, cancel.TimedOut):
                break;
            case IWithEmulatorId request and not StartEmulator:
                _emulator.Departure.Return(request, Sender); // Locate too: another router may wait for its answer to know that nothing more comes back from here.
                break;
            default:
                if (!IsOfTheLife(message))
                    Unhandled(message);
                break;
        }
    }

    /// <summary>A message of the life that is ending: it has no effect any more.</summary>
    private static bool IsOfTheLife(object message) => message is StopEmulator or StartEmulator or Terminated
        or EmulatorTimers.ExecutionTick or EmulatorTimers.DeadlineTick or EmulatorTimers.IdleTick or EmulatorTimers.LeaseTick or EmulatorTimers.BeginTick
        or EmulatorArrival.GamePlaced or EmulatorArrival.HandoverLoaded or FleetMessages.Entry
        or PoolMessages.SlotGranted or PoolMessages.SlotDenied or PoolMessages.SlotLost or PoolMessages.GoOn;

    private void OnLiving(object message)
    {
        if (message is IWithEmulatorId request)
            OnRequest(request);
        else
            OnEvent(message);
    }

    /// <summary>Messages of others to the emulator.</summary>
    private void OnRequest(IWithEmulatorId request)
    {
        switch (request)
        {
            case SendInput input:
                Accept(_emulator.Desk.Accept(input, Sender), input.Terms);
                break;
            case SendBatch batch:
                Accept(_emulator.Desk.Accept(batch, Sender), batch.Terms);
                break;
            case WriteGame write:
                Accept(_emulator.Desk.Accept(write, Sender), write.Terms);
                break;
            case RunBatch run:
                Accept(run);
                break;
            case CancelExecution cancel:
                _emulator.Desk.Answers.StopExecution(cancel.ExecutionId, cancel.TimedOut);
                break;
            case GetStatus:
                Sender.Tell(_emulator.Status);
                break;
            case GetState or GetScreen or ReadMemory or ReadBattery or ResetGame or SaveCheckpoint or LoadCheckpoint:
                OnCommand(request);
                break;
            // It is not yet known who had a lease and which inputs the last owner answered. Routers that learn the place send inputs at once, so they
            // are not told before.
            case OfferLease or EndLease or RenewLease or ReleaseLease or GetLease or Locate when _emulator.Game.Entry is null:
                Stash.Stash();
                break;
            case OfferLease or EndLease or RenewLease or ReleaseLease or GetLease:
                _emulator.Leases.On(request, Sender);
                break;
            case Locate:
                Sender.Tell(new Located(_id, _services.Node, _services.NodeUid));
                break;
            case StartEmulator:
                Sender.Tell(new CommandDone(_id));
                break;
            case ReleaseQuarantine:
                _services.Pool.Tell(new PoolMessages.EndQuarantine(_id));
                Sender.Tell(new CommandDone(_id));
                break;
            default:
                Unhandled(request);
                break;
        }
    }

    /// <summary>Messages of the node to the emulator: from its session, the fleet, the pool.</summary>
    private void OnEvent(object message)
    {
        switch (message)
        {
            case DispatchDone done:
                _emulator.Return(done);
                break;
            case FleetMessages.Entry entry:
                _emulator.Arrival.OnEntry(entry.Value);
                UnstashOnceRead();
                break;
            case EmulatorArrival.HandoverLoaded loaded:
                _emulator.Arrival.OnHandover(loaded);
                UnstashOnceRead();
                break;
            case FleetMessages.EntryWritten written:
                OnWritten(written);
                break;
            case SessionOpened opened:
                _emulator.Arrival.OnOpened(opened);
                break;
            case EmulatorArrival.GamePlaced placed:
                _emulator.Arrival.OnPlaced(placed);
                break;
            case PoolMessages.SlotGranted granted:
                Phase = PhaseTransitions.Granted(Phase, granted);
                break;
            case PoolMessages.SlotDenied denied:
                Phase = PhaseTransitions.Denied(Phase, denied);
                break;
            case PoolMessages.GoOn:
                Phase = PhaseTransitions.GoOn(Phase, _emulator.Doubt);
                break;
            case PoolMessages.SlotLost lost:
                Phase = PhaseTransitions.Lost(Phase, lost, _emulator.Desk.Queue.Outstanding is not null);
                break;
            case StopEmulator:
                Phase = PhaseTransitions.Stop(Phase, _services.HasPeers());
                break;
            case Terminated gone:
                _emulator.Desk.Answers.AnswerWaiting(input => input.Terms.DropWithSender && input.ReplyTo.Equals(gone.ActorRef), SenderGone);
                _emulator.Desk.Answers.AnswerExecutions(execution => execution.Run.Terms.DropWithSender && execution.ReplyTo.Equals(gone.ActorRef), SenderGone);
                break;
            default:
                OnTick(message);
                break;
        }
    }

    /// <summary>A timer has fired.</summary>
    private void OnTick(object message)
    {
        switch (message)
        {
            case EmulatorTimers.DeadlineTick:
                _emulator.Timers.DeadlineOver();
                _emulator.Desk.Answers.AnswerExpired();
                _emulator.WatchDeadlines();
                break;
            case EmulatorTimers.IdleTick:
                if (_emulator.Line.ReleaseIfIdle(_emulator.Options.Buffering.ReleaseAfter))
                    _emulator.Timers.IdleOver();
                break;
            case EmulatorTimers.ExecutionTick tick:
                _emulator.Desk.Answers.AnswerOverdue(tick.Execution, tick.IsDeadline);
                break;
            case EmulatorTimers.LeaseTick or EmulatorTimers.BeginTick:
                _emulator.Leases.On(message, Sender);
                break;
            case EmulatorTimers.EndTick:
                _emulator.TimeIsUp();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnWritten(FleetMessages.EntryWritten written)
    {
        if (written.Value == _emulator.Game.Entry) // An older one says nothing: what was written since has not spread yet.
            Phase = PhaseTransitions.Written(Phase, _emulator.Doubt);
    }

    private void UnstashOnceRead()
    {
        if (Phase.Life is not EmulatorPhase.Reading)
            Stash.UnstashAll();
    }

    private void Accept(bool accepted, InputTerms terms)
    {
        if (!accepted)
            return;
        _accepted = true;
        _emulator.Activate();
        _emulator.Timers.WatchDeadline(terms.Deadline);
        if (terms.DropWithSender)
            Context.Watch(Sender);
    }

    private void Accept(RunBatch run)
    {
        if (_emulator.Desk.Accept(run, Sender, _services.Time.GetUtcNow()) is not { } execution)
            return;
        _accepted = true;
        _emulator.Activate();
        _emulator.Timers.Watch(execution);
        if (run.Terms.DropWithSender)
            Context.Watch(Sender);
    }

    private void OnCommand(IWithEmulatorId request)
    {
        var refusal = CheckpointProblem(request) is { } problem ? new Refusal(InputOutcome.NotApplied, ReplyCode.InvalidRequest, problem)
            : _emulator.Leases.WhyNot(request) ?? WhyNotNow(request) ?? _emulator.Desk.FullOfCommands;
        if (refusal is not null)
        {
            Sender.Tell(new RequestFailed(_id, refusal.Code, refusal.Detail));
            return;
        }

        _emulator.Desk.Queue.Add(new QueuedCommand(request, Sender) { Sequence = _emulator.Desk.Sequence, AcceptedAt = _emulator.Services.Time.GetTimestamp() });
        _accepted = true;
        _emulator.Activate();
    }

    /// <summary>
    /// An emulator that starts, or has just come from another node, answers once it can, as with inputs; a reset may wait for a session.
    /// </summary>
    private Refusal? WhyNotNow(IWithEmulatorId request)
    {
        var (state, problem, closed) = Phase.Standing;
        if (state != EmulatorState.Quarantined && (Phase.Slot is not null || request is ResetGame || (state == EmulatorState.Starting && problem is null)))
            return null;
        return new Refusal(InputOutcome.NotApplied, closed?.Code ?? ReplyCode.ServerUnreachable, $"The emulator is {state}: {problem ?? "it has no session yet"}.");
    }

    private static string? CheckpointProblem(IWithEmulatorId request) => request switch
    {
        LoadCheckpoint { Name: CheckpointNames.Fresh } or SaveCheckpoint { Name: null } => null,
        SaveCheckpoint { Name: { } name } => NameProblem(name),
        LoadCheckpoint { Name: var name } => NameProblem(name),
        _ => null,
    };

    private static string? NameProblem(string name) =>
        CheckpointNames.IsReserved(name) ? $"name is '{name}'; {CheckpointNames.Rule}." : CheckpointNames.Problem(name);

    private sealed record Heritage(OwnedEmulator Emulator, Exception Reason) : INoSerializationVerificationNeeded;
}
