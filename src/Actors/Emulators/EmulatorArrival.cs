using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
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

/// <summary>Brings an emulator's game to this node: finds what the last owner left, opens a session, and puts the game into the slot.</summary>
/// <param name="emulator">The emulator.</param>
internal sealed class EmulatorArrival(OwnedEmulator emulator)
{
    /// <summary>Takes the fleet's entry for the emulator; null if the fleet has no such emulator.</summary>
    public void OnEntry(FleetEntry? entry)
    {
        if (emulator.Phase.Life is not EmulatorPhase.Reading)
            return;
        if (entry is null)
        {
            emulator.Phase = PhaseTransitions.Read(
                emulator.Phase, new Refusal(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, $"The fleet has no emulator '{emulator.Id}'."));
        }
        else if (entry.HandoverHash is null)
        {
            Arrive(entry, null);
        }
        else
        {
            _ = LoadAsync(entry).PipeTo(emulator.Self);
        }
    }

    /// <summary>Takes the last owner's handover, or the reason why it cannot be loaded.</summary>
    public void OnHandover(HandoverLoaded loaded)
    {
        if (emulator.Phase.Life is not EmulatorPhase.Reading)
            return;
        if (loaded.Problem is { } problem)
            emulator.Log.Error("Cannot restore {Emulator}: its saved game {Hash} is missing: {Problem}", emulator.Id, loaded.Entry.HandoverHash, problem);
        Arrive(loaded.Entry, loaded.Handover);
    }

    /// <summary>Takes the open session, or the reason why there is none.</summary>
    public void OnOpened(SessionOpened opened)
    {
        if (opened.SessionNumber != emulator.Line.SessionNumber)
        {
            opened.Result.Value?.Dispose();
            return;
        }

        if (opened.Result.Value is { } session)
            emulator.Line.Use(session);
        emulator.Phase = PhaseTransitions.Opened(emulator.Phase, opened.Result.Failure, emulator.Game.Handover);
        if (emulator.Phase.Life is EmulatorPhase.Opening)
            OnGame(opened.Result.Value!.Info, isRestored: false, opened.Recent);
    }

    /// <summary>Called when the emulator's game is in the slot, or could not be put there.</summary>
    public void OnPlaced(GamePlaced placed)
    {
        if (placed.SessionNumber != emulator.Line.SessionNumber)
            return;
        if (placed.Result.Failure is { } failure)
        {
            emulator.Phase = PhaseTransitions.NotPlaced(emulator.Phase, failure);
            return;
        }

        if (placed.IsRestored)
            emulator.Log.Info("{Emulator} goes on where it was, hash {Hash}", emulator.Id, emulator.Game.Handover!.Hash);
        OnGame(placed.Result.Value!, placed.IsRestored, []);
    }

    /// <summary>
    /// Puts the emulator's game into the slot: the game that was handed over, or a fresh one that replaces another emulator's game. The session's own
    /// time limits hold, and closing the session ends it early. Never faults.
    /// </summary>
    /// <param name="session">The session with the slot's game.</param>
    /// <param name="handover">The game that was handed over; null for a fresh one.</param>
    /// <param name="sessionNumber">The session's number.</param>
    public static async Task<GamePlaced> PlaceAsync(IEmulatorSession session, StoredHandover? handover, int sessionNumber)
    {
        try
        {
            return new GamePlaced(sessionNumber, handover is null ? await session.StartFreshAsync(CancellationToken.None) : await RestoreAsync(session, handover))
            {
                IsRestored = handover is not null,
            };
        }
        catch (Exception fault)
        {
            return new GamePlaced(sessionNumber, new SessionFailure(ReplyCode.ServerError, $"The game could not be put into its slot: {fault.Message}"));
        }
    }

    private void Arrive(FleetEntry entry, StoredHandover? handover)
    {
        if (handover is not null)
            new InputHandover(emulator.Id, emulator.Desk).TakeOver(handover.Handover);
        emulator.Game = emulator.Game.Arrive(entry, handover);
        emulator.Desk.Answers.Epoch = Math.Max(emulator.Desk.Answers.Epoch, entry.Epoch);
        emulator.Leases.Restore(entry.Leases);
        emulator.Services.Load.Add(emulator.Id, emulator.Desk.Queue);
        emulator.Services.Router.Tell(new RouterMessages.Arrived(emulator.Id), emulator.Self);
        emulator.Phase = PhaseTransitions.Read(emulator.Phase, unknown: null);
    }

    /// <summary>
    /// Called when the emulator's game is in its slot. Publishes the game to the fleet. A game that outlives this node is not pressed before the
    /// fleet knows it, so that the next owner resumes it.
    /// </summary>
    private void OnGame(SessionInfo info, bool isRestored, RecentInput[] recent)
    {
        var (slot, desk) = (emulator.Phase.Slot!, emulator.Desk);
        var goesOn = emulator.Game.GoesOn(info, slot, isRestored);
        if (!goesOn)
        {
            emulator.Log.Warning("{Emulator} came back as a fresh game in epoch {Epoch}", emulator.Id, info.Epoch);
            emulator.Leases.LoseGame();
        }

        if (emulator.Game.IsRemembered(info, slot))
            desk.Recall.Take(recent);
        (desk.Queue.Gauge.Cartridge, desk.Queue.Gauge.Identity, desk.Answers.Epoch) = (info.Cartridge, info.Identity, info.Epoch);
        if (slot.IsUsed)
            emulator.Services.Pool.Tell(new PoolMessages.SlotTaken(emulator.Id), emulator.Self);
        emulator.Log.Info("{Emulator} is ready on {Slot} in epoch {Epoch}, {Dialect}", emulator.Id, slot.Slot, info.Epoch, info.Dialect);
        // A server of the node's own tells it in its log, which the node shows.
        if (slot.IsStatic && info.StateProblem is { } problem)
            emulator.Log.Warning("The server of {Emulator} says that its saved states cannot be trusted; the game may go on differently after a restore: {Problem}", emulator.Id, problem);
        emulator.Write(emulator.Game.Play(info, slot, goesOn));
        var note = goesOn ? null : $"The game started anew in epoch {info.Epoch}: the one before is lost.";
        emulator.Phase = PhaseTransitions.Found(emulator.Phase, note, emulator.Doubt);
    }

    /// <summary>Loads the last owner's handover. Never faults.</summary>
    private async Task<HandoverLoaded> LoadAsync(FleetEntry entry)
    {
        try
        {
            var handover = await emulator.Services.Handovers.LoadAsync(emulator.Id, entry.HandoverHash!);
            return handover?.Hash == entry.HandoverHash
                ? new HandoverLoaded(entry, handover, null)
                : new HandoverLoaded(entry, null, handover is null ? "no node has it" : $"a game of hash {handover.Hash} was found");
        }
        catch (Exception fault)
        {
            return new HandoverLoaded(entry, null, fault.Message);
        }
    }

    private static async Task<SessionResult<SessionInfo>> RestoreAsync(IEmulatorSession session, StoredHandover handover)
    {
        if (session.Info.Identity is { } own && GameIdentity.ProblemOf("The game that was handed over", handover.Identity, own) is { } foreign)
            return new SessionFailure(ReplyCode.ForeignState, $"{foreign} It is kept, and goes on where the same cartridge and core run.");
        var loaded = await session.LoadStateAsync(handover.State, CancellationToken.None);
        if (loaded.Failure is not null)
            return loaded;
        var again = await session.SaveStateAsync(CancellationToken.None);
        if (again.Failure is { } unread)
            return unread;
        var hash = StoredHandover.HashOf(again.Value!);
        return hash == handover.Hash
            ? loaded
            : new SessionFailure(ReplyCode.ServerError, $"The game has hash {hash} after loading a state of hash {handover.Hash}.");
    }

    /// <summary>The last owner's handover, or why it cannot be loaded.</summary>
    /// <param name="Entry">The fleet's entry.</param>
    /// <param name="Handover">What it left; null when it cannot be had.</param>
    /// <param name="Problem">Why not; null when it was found.</param>
    internal sealed record HandoverLoaded(FleetEntry Entry, StoredHandover? Handover, string? Problem) : INoSerializationVerificationNeeded;

    /// <summary>The game is in the slot, or could not be put there.</summary>
    /// <param name="SessionNumber">The session's number.</param>
    /// <param name="Result">How it ended.</param>
    internal sealed record GamePlaced(int SessionNumber, SessionResult<SessionInfo> Result) : INoSerializationVerificationNeeded
    {
        /// <summary>Whether the game was restored rather than switched on anew.</summary>
        public bool IsRestored { get; init; }
    }
}
