using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>How an emulator comes to a node, from another one or for the first time.</summary>
internal sealed partial class EmulatorActor
{
    // Room for the writes of one epoch, so that any write of a later epoch counts more than all of an earlier one.
    private const int VersionsOfAnEpoch = 20;

    private FleetEntry? _entry;
    private StoredHandover? _handover;
    private string? _fresh;
    private int _openRun = -1;

    /// <summary>True when the message was one on the way from a fleet entry to a game that can be played.</summary>
    private bool OnArrival(object message)
    {
        switch (message)
        {
            case FleetMessages.Entry entry:
                OnEntry(entry.Value);
                return true;
            case HandoverLoaded loaded:
                OnHandover(loaded);
                return true;
            case SessionOpened opened:
                OnOpened(opened);
                return true;
            case GameRestored restored:
                OnRestored(restored);
                return true;
            case FleetMessages.EntryWritten written:
                OnWritten(written.Value);
                return true;
            default:
                return false;
        }
    }

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
        var handover = await _services.Handovers.LoadAsync(_id, entry.HandoverHash!);
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

    private void OnOpened(SessionOpened opened)
    {
        if (opened.Run != _line.Run)
            return;
        if (opened.Result.Failure is { } failure)
        {
            Recover(failure);
            return;
        }

        var info = opened.Result.Value!;
        if (_handover is { State.Length: > 0 } handover)
            Restore(_line.Run, RestoreAsync(_line.Session!, handover, _line.Run));
        else if (_slot!.IsUsed)
            Restore(_line.Run, SwitchOnAsync(_line.Session!, _line.Run)); // Another emulator may have left its game in this slot.
        else
            OnGame(info, isRestored: false, opened.Recent);
    }

    private void Restore(int run, Task<GameRestored> restoring) => _ = restoring.PipeTo(
        Self, failure: fault => new GameRestored(run, new SessionFailure(ReplyCode.ServerError, $"The game could not be put in its place: {fault.Message}")));

    private static async Task<GameRestored> RestoreAsync(IEmulatorSession session, StoredHandover handover, int run)
    {
        if (session.Info?.Identity is { } own && GameIdentity.ProblemOf("The game that was handed over", handover.Identity, own) is { } foreign)
            return new GameRestored(run, new SessionFailure(ReplyCode.ForeignState, $"{foreign} It is kept, and goes on where the same cartridge and core run."));
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
        new(run, await session.StartFreshAsync(CancellationToken.None)) { IsFresh = true };

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
        _desk.HasPlayed = true;
        var isSame = isRestored || (_game is not null ? _game == info.Game : !wasPlayed || _slot!.IsStatic);
        _fresh = null;
        if (!isSame)
        {
            _restarts++;
            _uncertain = false; // What was not known of the old game does not matter to the new one.
            _fresh = $"The game started anew in epoch {info.Epoch}: the one before is lost.";
            _log.Warning("{Emulator} came back as a fresh game in epoch {Epoch}", _id, info.Epoch);
            TellHolderOfLostGame();
        }

        // Ids belong to the game: of one that an emulator before had in this slot they mean nothing here.
        if (_game is not null ? _game == info.Game : _slot!.IsStatic)
            _desk.Recall(recent);
        _desk.Queue.Gauge.Cartridge = info.Cartridge;
        _desk.Queue.Gauge.Identity = info.Identity;
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

    private sealed record HandoverLoaded(FleetEntry Entry, StoredHandover? Handover, string? Problem) : INoSerializationVerificationNeeded;

    private sealed record GameRestored(int Run, SessionResult<SessionInfo> Result) : INoSerializationVerificationNeeded
    {
        /// <summary>Whether the game was switched on anew rather than restored.</summary>
        public bool IsFresh { get; init; }
    }
}
