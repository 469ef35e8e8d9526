using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>How an emulator leaves a node for another one.</summary>
internal sealed partial class EmulatorActor
{
    private static readonly Refusal Moving = new(InputOutcome.NotApplied, ReplyCode.Moved, "The emulator moves to another node.");
    private bool _departed;
    private bool _leaving;

    /// <summary>
    /// Leaves the node: nothing new is taken, what waits goes to the next owner by way of the router, what is in flight is finished, the game
    /// is saved, and then the cluster is told that it can be taken over.
    /// </summary>
    private void Depart()
    {
        _desk.Closed = Moving;
        Enter(EmulatorState.Stopped, Moving.Detail);
        Become(Departing);
        Timers.StartSingleTimer(DrainTimer, DrainTick.Instance, _options.MoveTimeout);
        _services.Router.Tell(new RouterMessages.Departing(_id));
        _desk.GiveBack(Return);
        LeaveWhenDone();
    }

    private void Departing(object message)
    {
        switch (message)
        {
            case RouterMessages.Departed:
                _departed = true;
                break;
            case DispatchDone done:
                _uncertain |= Settle(done);
                _desk.GiveBack(Return);
                FinishBegun(done);
                break;
            case DrainTick:
                _log.Error("{Emulator} was not ready to move within {Bound}", _id, _options.MoveTimeout);
                GiveUp();
                break;
            case GameSaved saved:
                OnSaved(saved);
                return;
            case FleetMessages.EntryWritten written when written.Value == _entry && _leaving:
                Leave();
                return;
            case GetStatus:
                Sender.Tell(Status());
                break;
            case CancelExecution cancel when StopExecution(cancel.ExecutionId, cancel.TimedOut):
                break;
            case IWithEmulatorId request when message is not StartEmulator:
                Return(request, Sender); // Locate too: another router may wait for its answer to know that nothing more comes back from here.
                break;
            default:
                if (!IsOfTheLifeThatEnds(message))
                    Unhandled(message);
                break;
        }

        LeaveWhenDone();
    }

    /// <summary>
    /// What is left of a batch that has begun is not given away: after a failure it goes one by one here, as it would have if the emulator stayed.
    /// Without a session, or time, it is answered, so that the game can be saved.
    /// </summary>
    private void FinishBegun(DispatchDone done)
    {
        if (done.SessionLost || _isTooLate)
        {
            _desk.AnswerWaiting(Stopping);
        }
        else if (done.Held)
        {
            _line.OneByOne = true;
            _desk.Queue.Release();
        }
    }

    private static bool IsOfTheLifeThatEnds(object message) => message is StopEmulator or StartEmulator or Terminated
        or ExecutionTick or DeadlineTick or IdleTick or LeaseTick
        or SessionOpened or GameRestored or HandoverLoaded or FleetMessages.Entry or FleetMessages.EntryWritten
        or PoolMessages.SlotGranted or PoolMessages.SlotDenied or PoolMessages.SlotLost or PoolMessages.GoOn;

    private void Return(IWithEmulatorId message, IActorRef replyTo) => _services.Router.Tell(new RouterMessages.Returned(message, replyTo));

    private void LeaveWhenDone()
    {
        if (_leaving || !_departed || _desk.Unanswered > 0 || _desk.Queue.Unsettled.Count > 0)
            return;
        _leaving = true;
        if (_line.Session is { Info: not null } session && _handover is null)
            _ = SaveAsync(session, _slot!.IsStatic, _desk.Epoch, _desk.Leave(_restarts, _uncertain)).PipeTo(Self, failure: fault => new GameSaved(null, fault.Message));
        else
            Leave(); // There is no game here, or one that is still to be had where this owner would have taken it from.
    }

    private async Task<GameSaved> SaveAsync(IEmulatorSession session, bool staysThere, long epoch, EmulatorHandover known)
    {
        byte[] state = [];
        if (!staysThere)
        {
            using var bound = new CancellationTokenSource(_options.MoveTimeout);
            var saved = await session.SaveStateAsync(bound.Token);
            if (saved.Failure is { } failure)
                return new GameSaved(null, failure.Detail);
            state = saved.Value!;
        }

        var handover = new StoredHandover(state, epoch, known) { Identity = session.Info?.Identity };
        await _services.Handovers.SaveAsync(_id, handover);
        return new GameSaved(handover.Hash, null);
    }

    private void OnSaved(GameSaved saved)
    {
        if (saved.Hash is null)
            _log.Error("The game of {Emulator} could not be saved, it comes back fresh elsewhere: {Problem}", _id, saved.Problem);
        else
            _log.Info("{Emulator} leaves in epoch {Epoch}, hash {Hash}", _id, _desk.Epoch, saved.Hash);
        Write(_entry! with { HandoverHash = saved.Hash });
    }

    private sealed record GameSaved(string? Hash, string? Problem) : INoSerializationVerificationNeeded;
}
