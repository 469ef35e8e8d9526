using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>What one instance of the actor leaves to the next when it crashes: nothing that was accepted is forgotten.</summary>
internal sealed partial class EmulatorActor
{
    protected override void PreRestart(Exception reason, object message)
    {
        // The next instance waits for this message, with everything that arrives meanwhile kept behind it. The stream ends here; a request
        // in flight ends as it would have, and reports to the next instance.
        _desk.Queue.Hold();
        _line.Interrupt();
        Self.Tell(new Inherit(_desk, Leases, _line, _slot, _restarts + 1, _uncertain, _game, _entry, _handover, reason));
        if (!_accepted)
            _desk.AnswerCrash(message, Sender, reason);
        _services.Metrics.StateChanged(_state, null);
        _services.Metrics.Restarted("emulatorActor");
    }

    protected override void PostRestart(Exception reason)
    {
        _services.Metrics.StateChanged(null, _state);
        Become(Inheriting);
    }

    /// <summary>A new instance after a crash, until it has what the old one left.</summary>
    private void Inheriting(object message)
    {
        if (message is PoolMessages.SlotGranted or PoolMessages.SlotDenied or PoolMessages.GoOn)
            return; // An answer to the instance before; this one asks anew.
        if (message is not Inherit heritage)
        {
            Stash.Stash();
            return;
        }

        (_desk, Leases, _line, _slot, _restarts, _uncertain) = (heritage.Desk, heritage.Leases, heritage.Line, heritage.Slot, heritage.Restarts, heritage.IsUncertain);
        (_game, _entry, _handover) = (heritage.Game, heritage.Entry, heritage.Handover);
        _log.Error(heritage.Reason, "The actor of {Emulator} failed; {Queued} inputs are kept", _id, _desk.Queue.Count);
        Become(OnReceive);
        _state = _desk.Queue.Gauge.State = EmulatorState.Starting;
        WatchLease();
        WatchBegin();
        WatchTimes();
        if (IsLeaving)
            Drain();
        else if (_entry is null)
            _services.Fleet.Tell(new FleetMessages.ReadEntry(_id));
        else
            RecoverOnceReturned(new SessionFailure(ReplyCode.ServerError, $"The emulator's actor failed: {heritage.Reason.Message}"));
        Stash.UnstashAll();
    }

    /// <summary>Timers end with their instance; the times that agents gave do not.</summary>
    private void WatchTimes()
    {
        WatchDeadlines();
        foreach (var execution in _desk.Queue.Executions.Concat(_desk.Queue.Unsettled.Select(dispatch => dispatch.Command).OfType<QueuedExecution>()))
            WatchTimes(execution);
    }

    private sealed record Inherit(
        InputDesk Desk,
        LeaseDesk Leases,
        InputLine Line,
        PoolMessages.SlotGranted? Slot,
        int Restarts,
        bool IsUncertain,
        string? Game,
        FleetEntry? Entry,
        StoredHandover? Handover,
        Exception Reason) : INoSerializationVerificationNeeded;
}
