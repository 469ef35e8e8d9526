using ActorInput.Actors.Fleet;
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

/// <summary>How an emulator comes to a node, from another one or for the first time, and how it leaves.</summary>
internal sealed partial class EmulatorActor
{
    // Room for the writes of one epoch, so that any write of a later epoch counts more than all of an earlier one.
    private const int VersionsOfAnEpoch = 20;
    private static readonly Refusal Moving = new(InputOutcome.NotApplied, ReplyCode.Moved, "The emulator moves to another node.");

    private FleetEntry? _entry;
    private StoredHandover? _handover;
    private string? _fresh;
    private int _openRun = -1;
    private bool _departed;
    private bool _leaving;

    private void OnLocate()
    {
        if (_entry is null)
            Stash.Stash(); // Whoever is told the place sends inputs, which must not come before what the last owner answered is known.
        else
            Sender.Tell(new Located(_id, _services.Node, _services.NodeUid));
    }

    private void OnEntry(FleetEntry? entry)
    {
        if (_entry is not null)
            return;
        if (entry is null)
        {
            _desk.Closed = UnknownId;
            _desk.AnswerWaiting(UnknownId);
            Become(Unknown);
            Stash.UnstashAll();
        }
        else if (entry.HandoverHash is null)
        {
            Arrive(entry);
        }
        else
        {
            _ = LoadHandoverAsync(entry).PipeTo(Self, failure: fault => new HandoverLoaded(entry, null, fault.Message));
        }
    }

    private async Task<HandoverLoaded> LoadHandoverAsync(FleetEntry entry)
    {
        var handover = await _services.Handovers.LoadAsync(_id);
        return handover?.Hash == entry.HandoverHash
            ? new HandoverLoaded(entry, handover, null)
            : new HandoverLoaded(entry, null, handover is null ? "no node has it" : $"a game of hash {handover.Hash} was found");
    }

    private void OnHandover(HandoverLoaded loaded)
    {
        if (_entry is not null)
            return;
        if (loaded.Handover is { } found)
        {
            _desk.TakeOver(found.Handover);
            (_restarts, _uncertain) = (found.Handover.Restarts, found.Handover.IsUncertain);
            _handover = found;
        }
        else
        {
            _log.Error("{Emulator} was handed over with hash {Hash}, and the game is not to be had: {Problem}", _id, loaded.Entry.HandoverHash, loaded.Problem);
        }

        Arrive(loaded.Entry);
    }

    private void Arrive(FleetEntry entry)
    {
        _entry = entry;
        _desk.Epoch = Math.Max(_desk.Epoch, entry.Epoch);
        _restarts = Math.Max(_restarts, entry.Restarts);
        // Of a game that stays where it is, its life tells whether it is still the same; of one that is brought, the hash does.
        _game = entry.Address is null ? null : entry.Game;
        RestoreLease(entry.Leases);
        _services.Load.Add(_id, _desk.Queue);
        _services.Router.Tell(new RouterMessages.Arrived(_id));
        Stash.UnstashAll();
        Acquire(failure: null);
    }

    private static async Task<GameRestored> RestoreAsync(IEmulatorSession session, StoredHandover handover, int run)
    {
        // Bounded by the session's own time limits; closing the session ends it early.
        var loaded = await session.LoadStateAsync(handover.State, CancellationToken.None);
        if (loaded.Failure is { } failure)
            return new GameRestored(run, failure);
        var again = await session.SaveStateAsync(CancellationToken.None);
        if (again.Failure is { } unread)
            return new GameRestored(run, unread);
        var hash = StoredHandover.HashOf(again.Value!);
        return hash == handover.Hash
            ? new GameRestored(run, loaded)
            : new GameRestored(run, new SessionFailure(ReplyCode.ServerError, $"The game has hash {hash} after loading a state of hash {handover.Hash}."));
    }

    private static async Task<GameRestored> SwitchOnAsync(IEmulatorSession session, int run) =>
        new(run, await session.ResetAsync(CancellationToken.None)) { IsFresh = true };

    private void OnRestored(GameRestored restored)
    {
        if (restored.Run != _line.Run)
            return;
        if (restored.Result.Failure is { } failure)
        {
            Recover(failure);
            return;
        }

        if (!restored.IsFresh)
            _log.Info("{Emulator} goes on where it was, hash {Hash}", _id, _handover!.Hash);
        OnGame(restored.Result.Value!, isRestored: !restored.IsFresh, []);
    }

    /// <summary>
    /// A game is there, and the cluster is told. Of one that outlives the node, it must know before anything is pressed, so that whoever comes next
    /// goes on from there; one that would go with the node need not wait for that.
    /// </summary>
    private void OnGame(SessionInfo info, bool isRestored, RecentInput[] recent)
    {
        var wasPlayed = _entry!.Epoch > 0;
        var isSame = isRestored || (_game is not null ? _game == info.Game : !wasPlayed || _slot!.IsStatic);
        _fresh = null;
        if (!isSame)
        {
            _restarts++;
            _uncertain = false; // What was not known of the old game does not matter to the new one.
            _fresh = $"The game started anew in epoch {info.Epoch}: the one before is lost.";
            _log.Warning("{Emulator} came back as a fresh game in epoch {Epoch}", _id, info.Epoch);
        }

        // Ids belong to the game: of one that an emulator before had in this slot they mean nothing here.
        if (_game is not null ? _game == info.Game : _slot!.IsStatic)
            _desk.Recall(recent);
        _desk.Queue.Gauge.Cartridge = info.Cartridge;
        (_game, _desk.Epoch, _handover, _openRun) = (info.Game, info.Epoch, null, _line.Run);
        if (_slot!.IsUsed)
        {
            _slot = _slot with { IsUsed = false };
            _services.Pool.Tell(new PoolMessages.SlotTaken(_id));
        }

        _log.Info("{Emulator} is ready on {Slot} in epoch {Epoch}, {Dialect}", _id, _slot!.Slot, info.Epoch, info.Dialect);
        Write(_entry with { Epoch = info.Epoch, Address = _slot.IsStatic ? _slot.Address.ToString() : null, Game = info.Game, Restarts = _restarts, HandoverHash = null });
        if (!_slot.IsStatic)
            Opened();
    }

    private void Write(FleetEntry entry)
    {
        _entry = entry with { Version = Math.Max(_entry!.Version + 1, entry.Epoch << VersionsOfAnEpoch) };
        _services.Fleet.Tell(new FleetMessages.WriteEntry(_entry));
    }

    private void OnWritten(FleetEntry written)
    {
        if (written == _entry)
            Opened();
    }

    private void Opened()
    {
        if (_openRun != _line.Run)
            return; // Opened before, or the session is closed again.
        _openRun = -1;
        Resume(_fresh);
    }

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
                break;
            case DrainTick:
                _log.Error("{Emulator} was not ready to move within {Bound}", _id, _options.MoveTimeout);
                _desk.AnswerWaiting(Stopping);
                _line.Close();
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
            case StopEmulator or StartEmulator or Terminated or ExecutionTick or SessionOpened or GameRestored or FleetMessages.EntryWritten
                or FleetMessages.Entry or HandoverLoaded or DeadlineTick or IdleTick or LeaseTick or PoolMessages.SlotGranted or PoolMessages.SlotDenied
                or PoolMessages.SlotLost or PoolMessages.GoOn:
                break; // Of a life that ends.
            default:
                Unhandled(message);
                break;
        }

        LeaveWhenDone();
    }

    private void Return(IWithEmulatorId message, IActorRef replyTo) => _services.Router.Tell(new RouterMessages.Returned(message, replyTo));

    private void LeaveWhenDone()
    {
        if (_leaving || !_departed || _desk.Unanswered > 0 || _desk.Queue.Outstanding is not null)
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

        var handover = new StoredHandover(state, epoch, known);
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

    private void Leave()
    {
        _services.Pool.Tell(new PoolMessages.ReturnSlot(_id));
        Context.Stop(Self);
    }

    private sealed record HandoverLoaded(FleetEntry Entry, StoredHandover? Handover, string? Problem) : INoSerializationVerificationNeeded;

    private sealed record GameRestored(int Run, SessionResult<SessionInfo> Result) : INoSerializationVerificationNeeded
    {
        /// <summary>Whether the game was switched on anew rather than restored.</summary>
        public bool IsFresh { get; init; }
    }

    private sealed record GameSaved(string? Hash, string? Problem) : INoSerializationVerificationNeeded;
}
