using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Moves an emulator to another node: takes nothing new, gives waiting messages back to the router for the next owner, finishes what has begun, saves
/// the game, and then tells the fleet that the game can be taken over.
/// </summary>
/// <param name="emulator">The emulator.</param>
internal sealed class EmulatorDeparture(OwnedEmulator emulator)
{
    // A stop takes no longer for a server that hangs.
    private static readonly TimeSpan ReclaimWithin = TimeSpan.FromSeconds(2);

    /// <summary>Begins the move.</summary>
    public void Begin()
    {
        emulator.Timers.WatchEnd(emulator.Options.MoveTimeout);
        emulator.Services.Router.Tell(new RouterMessages.Departing(emulator.Id), emulator.Self);
        new InputHandover(emulator.Id, emulator.Desk).GiveBack(Return);
    }

    /// <summary>Gives a message back, for the next owner.</summary>
    public void Return(IWithEmulatorId message, IActorRef replyTo) =>
        emulator.Services.Router.Tell(new RouterMessages.Returned(message, replyTo), emulator.Self);

    /// <summary>
    /// Called when a request has returned. The rest of a batch that has begun is not given back: after a failure its inputs are sent one by one here,
    /// as they would be if the emulator stayed.
    /// </summary>
    public void OnDone(DispatchDone done)
    {
        emulator.Settle(done);
        new InputHandover(emulator.Id, emulator.Desk).GiveBack(Return);
        if (done.Failure is { } failure)
            emulator.Fail(done, failure);
    }

    /// <summary>Called when the time for the move is over: the game is given up and comes back fresh.</summary>
    public void OnTimeIsUp()
    {
        emulator.Log.Error("{Emulator} was not ready to move within {Bound}", emulator.Id, emulator.Options.MoveTimeout);
        emulator.TimeIsUp();
    }

    /// <summary>Nothing is left here, and the session with the game was lost: another one is opened where the game was.</summary>
    public void Reclaim(EmulatorPhase.Reclaiming reclaiming)
    {
        emulator.Timers.WatchEnd(emulator.Options.MoveTimeout < ReclaimWithin ? emulator.Options.MoveTimeout : ReclaimWithin);
        _ = emulator.Line.Open(reclaiming.Home.Address, emulator.Desk.Answers.Epoch + 1).PipeTo(emulator.Self);
    }

    /// <summary>The server that had the game has answered, or could not be reached.</summary>
    public void OnOpened(SessionOpened opened)
    {
        if (opened.SessionNumber != emulator.Line.SessionNumber || emulator.Phase is not EmulatorPhase.Reclaiming)
        {
            opened.Result.Value?.Dispose();
            return;
        }

        if (opened.Result.Value is { } session)
            emulator.Line.Use(session);
        var info = opened.Result.Value?.Info;
        var hasGame = info is not null && info.Game == emulator.Game.Life;
        if (hasGame)
            emulator.Desk.Answers.Epoch = info!.Epoch;
        else
            emulator.Log.Error("The game of {Emulator} is lost with its session, it comes back fresh elsewhere: {Problem}", emulator.Id, opened.Result.Failure?.Detail ?? "the server has another game");
        emulator.Timers.WatchEnd(emulator.Options.MoveTimeout);
        emulator.Phase = PhaseTransitions.Reclaimed(emulator.Phase, hasGame);
    }

    /// <summary>Called when nothing is left here but the game.</summary>
    public void Save(EmulatorPhase.Saving saving)
    {
        var (desk, game) = (emulator.Desk, emulator.Game);
        _ = SaveAsync(emulator.Line.Session!, saving.Home.IsStatic, desk.Answers.Epoch, new InputHandover(emulator.Id, desk).Leave(game.Restarts, game.IsUncertain)).PipeTo(emulator.Self);
    }

    /// <summary>The game is saved, or could not be.</summary>
    public void OnSaved(GameSaved saved)
    {
        if (saved.Hash is null)
            emulator.Log.Error("The game of {Emulator} could not be saved, it comes back fresh elsewhere: {Problem}", emulator.Id, saved.Problem);
        else
            emulator.Log.Info("{Emulator} leaves in epoch {Epoch}, hash {Hash}", emulator.Id, emulator.Desk.Answers.Epoch, saved.Hash);
        emulator.Write(emulator.Game.HandOver(saved.Hash));
        emulator.Phase = PhaseTransitions.Saved(emulator.Phase);
    }

    /// <summary>Saves the game. If the game stays on its server and outlives this node, its state is not needed. Never faults.</summary>
    private async Task<GameSaved> SaveAsync(IEmulatorSession session, bool staysThere, long epoch, EmulatorHandover known)
    {
        try
        {
            byte[] state = [];
            if (!staysThere)
            {
                using var bound = new CancellationTokenSource(emulator.Options.MoveTimeout, emulator.Services.Time);
                var saved = await session.SaveStateAsync(bound.Token);
                if (saved.Failure is { } failure)
                    return new GameSaved(null, failure.Detail);
                state = saved.Value!;
            }

            var handover = new StoredHandover(state, epoch, known) { Identity = session.Info.Identity };
            await emulator.Services.Handovers.SaveAsync(emulator.Id, handover);
            return new GameSaved(handover.Hash, null);
        }
        catch (Exception fault)
        {
            return new GameSaved(null, fault.Message);
        }
    }

    /// <summary>The game is saved, or could not be.</summary>
    /// <param name="Hash">SHA-256 of the state, hex; null when it could not be saved.</param>
    /// <param name="Problem">Why not; null when it was.</param>
    internal sealed record GameSaved(string? Hash, string? Problem) : INoSerializationVerificationNeeded;
}
