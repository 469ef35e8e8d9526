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
/// The state of an emulator's actor: its phase, its game, and the objects that work for it. It does what a new phase needs. It outlives a crash of
/// the actor: the next instance goes on with it. Used by its actor only.
/// </summary>
internal sealed class OwnedEmulator
{
    private EmulatorPhase _phase = new EmulatorPhase.Reading();

    /// <param name="id">The emulator.</param>
    /// <param name="services">What all emulators of the node share.</param>
    /// <param name="self">The emulator's actor.</param>
    /// <param name="timers">The timers of its first instance.</param>
    public OwnedEmulator(EmulatorId id, EmulatorActorServices services, IActorRef self, EmulatorTimers timers)
    {
        (Id, Services, Self, Timers) = (id, services, self, timers);
        Options = services.Settings.OptionsOf(id);
        LeaseDesk = new LeaseDesk(id, services.Settings.Lease, services.Time);
        Desk = new InputDesk(id, Options, services.Settings.Limits, services.Metrics, services.Time, self) { Leases = LeaseDesk };
        Line = new InputLine(Desk.Queue, Options, services, self);
        Leases = new EmulatorLeases(this);
        Arrival = new EmulatorArrival(this);
        Departure = new EmulatorDeparture(this);
    }

    public EmulatorId Id { get; }

    public EmulatorActorServices Services { get; }

    public EmulatorOptions Options { get; }

    public IActorRef Self { get; }

    /// <summary>The log of all emulators; each line names its own.</summary>
    public ILoggingAdapter Log => Services.Log;

    /// <summary>The timers of the actor's present instance.</summary>
    public EmulatorTimers Timers { get; private set; }

    /// <summary>Accepts and answers inputs.</summary>
    public InputDesk Desk { get; }

    /// <summary>Sends them to the emulator server.</summary>
    public InputLine Line { get; }

    /// <summary>Decides who holds the emulator.</summary>
    public LeaseDesk LeaseDesk { get; }

    /// <summary>Applies leases to accepted inputs.</summary>
    public EmulatorLeases Leases { get; }

    /// <summary>Brings the game to this node.</summary>
    public EmulatorArrival Arrival { get; }

    /// <summary>Takes the game to another node.</summary>
    public EmulatorDeparture Departure { get; }

    /// <summary>What is known about the game.</summary>
    public GameRecord Game { get; set; } = new();

    /// <summary>What the emulator is doing. Setting it does what the new phase needs; setting the present phase changes nothing.</summary>
    public EmulatorPhase Phase
    {
        get => _phase;
        set
        {
            if (!ReferenceEquals(value, _phase))
                Enter(value);
        }
    }

    /// <summary>The state that is shown.</summary>
    public EmulatorState State => _phase.Standing.State;

    /// <summary>Whether the game's state is known, and what the options demand if it is not.</summary>
    public GameDoubt Doubt => !Game.IsUncertain ? GameDoubt.None : Options.ContinueWhenUncertain ? GameDoubt.Noted : GameDoubt.WaitsForReset;

    public EmulatorStatus Status => new(Id, State, Services.Node)
    {
        Slot = _phase.Slot?.Slot,
        Server = _phase.Slot?.Address.ToString(),
        Dialect = Line.Session?.Info.Dialect,
        Cartridge = Line.Session?.Info.Cartridge,
        Identity = Line.Session?.Info.Identity,
        Epoch = Desk.Answers.Epoch,
        Sequence = Desk.Sequence,
        Queued = Desk.Queue.Count,
        InFlight = Math.Max(0, Desk.Answers.Unanswered - Desk.Queue.Count),
        StepsApplied = Desk.Answers.StepsApplied,
        Restarts = Game.Restarts,
        Problem = _phase.Standing.Problem,
        Lease = LeaseDesk.Status,
    };

    /// <summary>Called when the actor crashed. The stream ends; a request in flight continues and reports to the next instance.</summary>
    public void Interrupt()
    {
        Desk.Queue.Hold();
        Line.Interrupt();
        Game = Game with { Restarts = Game.Restarts + 1 };
        Services.Metrics.StateChanged(State, EmulatorState.Starting);
        Services.Metrics.Restarted("emulatorActor");
        Desk.Queue.Gauge.State = EmulatorState.Starting;
    }

    /// <summary>Goes on with a new instance of the actor, after a crash.</summary>
    /// <param name="timers">The timers of that instance.</param>
    /// <param name="failure">The crash.</param>
    public void GoOn(EmulatorTimers timers, Exception failure)
    {
        Log.Error(failure, "The actor of {Emulator} failed; {Queued} inputs are kept", Id, Desk.Queue.Count);
        Timers = timers;
        Leases.Watch();
        Leases.WatchBegin();
        WatchDeadlines();
        foreach (var execution in Desk.Queue.Executions.Concat(Desk.Queue.Unsettled.Select(dispatch => dispatch.Command).OfType<QueuedExecution>()))
            Timers.Watch(execution);
        var crashed = _phase;
        _phase = new EmulatorPhase.Inheriting { Standing = Standing.Starting with { OneByOne = crashed.Life.Standing.OneByOne } };
        Phase = PhaseTransitions.Crashed(
            crashed,
            new SessionFailure(ReplyCode.ServerError, $"The emulator's actor failed: {failure.Message}"),
            Desk.Queue.Outstanding is not null);
    }

    /// <summary>Handles the result of a request: answers its inputs, and decides what follows.</summary>
    public void Return(DispatchDone done)
    {
        Settle(done);
        if (done.Held)
        {
            Leases.AnswerStale(); // Of what came back, nothing of a lease that ended meanwhile goes again.
            WatchDeadlines(); // What came back may expire before its turn comes again.
        }

        Phase = PhaseTransitions.Returned(_phase, Desk.Queue.Outstanding is not null);
        if (done.SessionNumber != Line.SessionNumber)
            return; // Of a session that is closed: its inputs are settled, and a newer session decides what happens next.
        if (done.Failure is { } failure)
            Fail(done, failure);
        else if (done is { Dispatch.Command.Request: ResetGame or LoadCheckpoint, Answer: CommandDone })
            Clear();
        if (_phase.Life.Standing.OneByOne && !done.Held)
            Phase = PhaseTransitions.Succeeded(_phase, done.Good, Options.SequentialInputs);
    }

    /// <summary>Answers the inputs of the request, and notes if a result is unknown.</summary>
    public void Settle(DispatchDone done)
    {
        if (done.Dispatch.Command is QueuedExecution execution)
        {
            Timers.Forget(execution);
            if (execution.Run.Start is not null && done.Execution is { NeverBegan: false } && Game.IsUncertain)
                Game = Game with { IsUncertain = false }; // What was not known of the game before does not matter to the one that was loaded.
        }

        if (Desk.Answers.Settle(done))
            Game = Game with { IsUncertain = true };
    }

    /// <summary>Handles a failed request. The queue is on hold until it is decided what follows.</summary>
    public void Fail(DispatchDone done, SessionFailure failure)
    {
        Log.Warning("{Emulator} failed a request with {Inputs} inputs: {Failure}", Id, done.Dispatch.Inputs.Count, failure.Detail);
        Phase = PhaseTransitions.Failed(_phase, failure, done.SessionLost, Doubt);
        if (_phase.MaySend)
            Release();
    }

    /// <summary>Starts the stream if inputs wait.</summary>
    public void Activate()
    {
        if (!Desk.Queue.IsEmpty && Line.Activate())
            Timers.WatchIdle(Options.Buffering.ReleaseAfter);
    }

    public void WatchDeadlines() => Timers.WatchDeadline(Desk.Queue.NextDeadline(Services.Time.GetTimestamp()));

    /// <summary>Stores the record of the game, and writes its entry to the fleet.</summary>
    public void Write(GameRecord game)
    {
        Game = game;
        Services.Fleet.Tell(new FleetMessages.WriteEntry(game.Entry!), Self);
    }

    /// <summary>Called when the time to end is over: closes the session, and so ends the request in flight.</summary>
    public void TimeIsUp()
    {
        Line.Close();
        Phase = PhaseTransitions.TimeIsUp(_phase);
    }

    /// <summary>Answers waiting inputs if the phase sends nothing more, and ends the phase once no accepted input is left.</summary>
    public void EndOnceEmpty()
    {
        if (_phase.GivesUp)
            Desk.Answers.AnswerWaiting(Standing.Stopping.Closed!);
        if (_phase is EmulatorPhase.Draining or EmulatorPhase.Departing && Desk.Answers.Unanswered == 0 && Desk.Queue.IsEmpty && Desk.Queue.Unsettled.Count == 0)
            Phase = PhaseTransitions.Emptied(_phase);
    }

    private void Clear()
    {
        Game = Game with { IsUncertain = false };
        Phase = PhaseTransitions.Cleared(_phase);
    }

    private void Enter(EmulatorPhase next)
    {
        var before = _phase;
        _phase = next;
        Desk.Closed = next.Standing.Closed;
        if (!ReferenceEquals(next.Life, before.Life))
            Begin(next.Life, before);
        if (next is EmulatorPhase.Draining draining && before is not EmulatorPhase.Draining)
            Timers.WatchEnd(Options.DrainTimeout);
        Show(before, next);
        if (next.MaySend && !before.MaySend)
            Release();
    }

    /// <summary>Requests what the phase of the emulator's life waits for.</summary>
    private void Begin(EmulatorPhase life, EmulatorPhase before)
    {
        switch (life)
        {
            case EmulatorPhase.Reading:
                Services.Fleet.Tell(new FleetMessages.ReadEntry(Id), Self);
                break;
            case EmulatorPhase.Unknown unknown:
                Desk.Answers.AnswerWaiting(unknown.Refusal);
                break;
            case EmulatorPhase.Seeking seeking:
                Line.Close();
                Services.Pool.Tell(new PoolMessages.AcquireSlot(Id, seeking.Failure, Game.Entry?.Address) { HasPlayed = Game.HasPlayed }, Self);
                break;
            case EmulatorPhase.Denied:
                Line.Close();
                Desk.Answers.AnswerWaiting(life.Standing.Closed!);
                break;
            case EmulatorPhase.Opening opening:
                _ = Line.Open(opening.Slot.Address, Desk.Answers.Epoch + 1).PipeTo(Self);
                break;
            case EmulatorPhase.Placing placing:
                _ = EmulatorArrival.PlaceAsync(Line.Session!, placing.Handover, Line.SessionNumber).PipeTo(Self);
                break;
            case EmulatorPhase.Faulted faulted:
                Services.Pool.Tell(new PoolMessages.RequestFaulted(Id, faulted.Failure), Self);
                break;
            case EmulatorPhase.Uncertain:
                // No input is left and none is accepted: only questions and the reset pass.
                Desk.Answers.AnswerWaiting(static _ => true, Standing.WaitsForReset);
                Desk.Answers.AnswerCommands(static command => command.Request is RunBatch, Standing.WaitsForReset);
                break;
            case EmulatorPhase.Breaking:
                Desk.Queue.Hold();
                break;
            case EmulatorPhase.Departing when before is not EmulatorPhase.Departing:
                Departure.Begin();
                break;
            case EmulatorPhase.Reclaiming reclaiming:
                Departure.Reclaim(reclaiming);
                break;
            case EmulatorPhase.Saving saving when before is not EmulatorPhase.Saving:
                Departure.Save(saving);
                break;
            case EmulatorPhase.Left:
                Services.Pool.Tell(new PoolMessages.ReturnSlot(Id), Self);
                break;
        }
    }

    /// <summary>Reports the phase to metrics, gauges and the broker.</summary>
    private void Show(EmulatorPhase before, EmulatorPhase next)
    {
        Desk.Queue.Gauge.WaitsForRoom = next.Life is EmulatorPhase.Denied { Reason: ReplyCode.NoCapacity };
        var (was, isNow) = (before.Life.Standing.OneByOne, next.Life.Standing.OneByOne);
        if (was != isNow)
        {
            Services.Metrics.FellBack(sequential: isNow);
            Line.OneByOne = isNow;
        }

        if (next.Standing.State == before.Standing.State)
            return;
        Services.Metrics.StateChanged(before.Standing.State, next.Standing.State);
        Log.Debug("{Emulator} goes from {From} to {To}", Id, before.Standing.State, next.Standing.State);
        Desk.Queue.Gauge.State = next.Standing.State;
        Leases.Report();
    }

    private void Release()
    {
        Desk.Queue.Release();
        Activate();
    }
}
