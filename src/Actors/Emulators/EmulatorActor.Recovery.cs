using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>What follows when a request returns, a slot comes or goes, a session opens, something fails.</summary>
internal sealed partial class EmulatorActor
{
    private bool _awaitsGoOn;

    /// <summary>True when the message was about a request that returned, or the emulator's slot.</summary>
    private bool OnRecovery(object message)
    {
        switch (message)
        {
            case DispatchDone done:
                OnDone(done);
                return true;
            case PoolMessages.SlotGranted granted:
                OnGranted(granted);
                return true;
            case PoolMessages.SlotDenied denied:
                OnDenied(denied);
                return true;
            case PoolMessages.GoOn:
                if (_awaitsGoOn)
                    Resume(_problem); // Otherwise the slot was lost meanwhile, and there is no session to go on with.
                return true;
            case PoolMessages.SlotLost lost:
                OnLost(lost);
                return true;
            default:
                return false;
        }
    }

    private void OnDone(DispatchDone done)
    {
        _uncertain |= Settle(done);
        if (done.Held)
        {
            AnswerStale(); // Of what came back, nothing of a lease that ended meanwhile goes again.
            WatchDeadlines(); // What came back may expire before its turn comes again.
        }

        if (done.Run != _line.Run)
            return; // Of a session that is closed: its inputs are settled, and a newer session decides what happens next.
        if (_recoverOnceReturned is { } pending)
        {
            if (_desk.Queue.Outstanding is null)
                Recover(pending); // Otherwise this was the result of the request before the one that is in flight.
        }
        else if (done.Failure is { } failure)
        {
            OnFailed(done, failure);
        }
        else
        {
            OnGood(done);
        }
    }

    private void OnGood(DispatchDone done)
    {
        if (done is { Dispatch.Command.Request: ResetGame or LoadCheckpoint, Answer: CommandDone })
        {
            _uncertain = false;
            if (_state == EmulatorState.Uncertain)
                Ready();
        }

        if (_state != EmulatorState.Sequential || (_goodInARow += done.Good) < _options.SequentialInputs)
            return;
        _services.Metrics.FellBack(sequential: false);
        _log.Info("{Emulator} sends batches again after {Inputs} inputs one by one", _id, _goodInARow);
        _line.OneByOne = false;
        Enter(EmulatorState.Ready, null);
    }

    private void OnFailed(DispatchDone done, SessionFailure failure)
    {
        _log.Warning("{Emulator} failed a request with {Inputs} inputs: {Failure}", _id, done.Dispatch.Inputs.Count, failure.Detail);
        if (!_line.OneByOne)
        {
            _services.Metrics.FellBack(sequential: true);
            _line.OneByOne = true;
        }

        _goodInARow = 0;
        if (done.SessionLost)
        {
            Recover(failure);
            return;
        }

        _problem = failure.Detail;
        if (failure.Code == ReplyCode.InvalidRequest)
            Resume(_problem); // What one agent asked for cannot be done. That is no reason to quarantine the emulator.
        else
            Fault(failure);
    }

    private void Fault(SessionFailure failure)
    {
        _awaitsGoOn = true;
        _services.Pool.Tell(new PoolMessages.RequestFaulted(_id, failure));
    }

    private void OnGranted(PoolMessages.SlotGranted granted)
    {
        _slot = granted;
        _desk.Queue.Gauge.WaitsForRoom = false;
        _ = _line.Open(granted.Address, _desk.Epoch + 1).PipeTo(Self);
    }

    private void OnDenied(PoolMessages.SlotDenied denied)
    {
        var quarantined = denied.Code == ReplyCode.Quarantined;
        var isFull = denied.Code == ReplyCode.NoCapacity;
        var outcome = quarantined ? InputOutcome.Quarantined : isFull ? InputOutcome.NoCapacity : InputOutcome.NotApplied;
        var refusal = new Refusal(outcome, denied.Code, denied.Detail) { RetryAfter = denied.RetryAfter };
        _line.Close();
        _awaitsGoOn = false;
        _desk.Queue.Gauge.WaitsForRoom = isFull;
        _desk.Closed = refusal;
        _desk.AnswerWaiting(refusal);
        Enter(quarantined ? EmulatorState.Quarantined : isFull ? EmulatorState.Starting : EmulatorState.Recovering, denied.Detail);
        if (quarantined)
            _log.Debug("{Emulator} is quarantined: {Detail}", _id, denied.Detail); // The pool has told it.
    }

    private void OnLost(PoolMessages.SlotLost lost)
    {
        if (lost.Slot == _slot?.Slot)
            RecoverOnceReturned(lost.Failure);
    }

    /// <summary>What is in flight is settled first: cut off, its fate could not be known.</summary>
    private void RecoverOnceReturned(SessionFailure failure)
    {
        _desk.Queue.Hold();
        if (_desk.Queue.Outstanding is null)
            Recover(failure);
        else
            _recoverOnceReturned = failure;
    }

    private void Recover(SessionFailure failure)
    {
        _recoverOnceReturned = null;
        _awaitsGoOn = false;
        _line.Close();
        _slot = null;
        Enter(EmulatorState.Recovering, failure.Detail);
        Acquire(failure);
    }

    private void Acquire(SessionFailure? failure) => _services.Pool.Tell(new PoolMessages.AcquireSlot(_id, failure, _entry?.Address) { HasPlayed = _desk.HasPlayed });

    /// <summary>Lets inputs leave again, or stands still when options want that of an emulator whose state is not known.</summary>
    private void Resume(string? problem)
    {
        _awaitsGoOn = false;
        if (!_uncertain || _options.ContinueWhenUncertain)
        {
            Ready(problem);
            return;
        }

        var refusal = new Refusal(InputOutcome.NotApplied, ReplyCode.Uncertain, "An earlier input's fate is unknown; reset the game to go on.");
        _desk.Closed = refusal;
        _desk.AnswerWaiting(static _ => true, refusal);
        _desk.AnswerCommands(static command => command.Request is RunBatch, refusal);
        Enter(EmulatorState.Uncertain, refusal.Detail);
        // Nothing that presses is left and nothing is taken: only those pass who look at the game, and the reset.
        _desk.Queue.Release();
        Activate();
    }

    private void Ready(string? problem = null)
    {
        if (!ReferenceEquals(_desk.Closed, Stopping))
            _desk.Closed = null;
        Enter(_line.OneByOne ? EmulatorState.Sequential : EmulatorState.Ready, _uncertain ? "An earlier input's fate is unknown." : problem);
        _desk.Queue.Release();
        Activate();
    }
}
