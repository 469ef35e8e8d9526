using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Which phase of an emulator follows which, for each event. Pure functions: an event that does not concern a phase returns the same object.
/// </summary>
internal static class PhaseTransitions
{
    private const string InDoubt = "An earlier input's fate is unknown.";

    /// <summary>The fleet's entry for the emulator was read.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="unknown">The answer to whoever asks for an emulator that the fleet does not have; null when it has it.</param>
    public static EmulatorPhase Read(EmulatorPhase phase, Refusal? unknown) => phase.Life is not EmulatorPhase.Reading ? phase
        : unknown is null ? Live(phase, life => new EmulatorPhase.Seeking(null, life.Standing))
        : phase is EmulatorPhase.Reading ? new EmulatorPhase.Unknown(unknown)
        : Leave(phase);

    /// <summary>
    /// The pool grants a slot. An earlier session ends with it. An emulator that waits for a request in flight takes no slot, and asks again when the
    /// request has returned: requests of an older and a newer session must not be in flight at the same time.
    /// </summary>
    public static EmulatorPhase Granted(EmulatorPhase phase, PoolMessages.SlotGranted slot) => Live(phase, life => life switch
    {
        EmulatorPhase.Seeking or EmulatorPhase.Denied or EmulatorPhase.Seated => new EmulatorPhase.Opening(slot, life.Standing)
        {
            // Where it had its game, another emulator may play by now if it gets another slot.
            LostAt = LostOf(life) is { } lost && lost.Slot == slot.Slot ? lost : null,
        },
        _ => life,
    });

    /// <summary>The pool has no slot, or takes the emulator's slot away.</summary>
    public static EmulatorPhase Denied(EmulatorPhase phase, PoolMessages.SlotDenied denied) => Live(phase, life => life switch
    {
        EmulatorPhase.Seeking or EmulatorPhase.Denied or EmulatorPhase.Seated => new EmulatorPhase.Denied(denied.Code, StandingOf(life, denied)),
        _ => life,
    });

    /// <summary>The session is open, or could not be opened.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="failure">Why it could not; null when it is open.</param>
    /// <param name="handover">The game that the last owner handed over and that is not restored yet; null when there is none.</param>
    /// <returns>The same phase if the right game is in the slot: <see cref="Found"/> follows.</returns>
    public static EmulatorPhase Opened(EmulatorPhase phase, SessionFailure? failure, StoredHandover? handover) => Live(phase, life => life switch
    {
        EmulatorPhase.Opening when failure is not null => Recover(life, failure),
        EmulatorPhase.Opening { Slot: var slot } when handover is { State.Length: > 0 } => new EmulatorPhase.Placing(slot, life.Standing, handover),
        EmulatorPhase.Opening { Slot: { IsUsed: true } slot } => new EmulatorPhase.Placing(slot, life.Standing, null),
        _ => life,
    });

    /// <summary>The game could not be put into the slot.</summary>
    public static EmulatorPhase NotPlaced(EmulatorPhase phase, SessionFailure failure) =>
        Live(phase, life => life is EmulatorPhase.Placing ? Recover(life, failure) : life);

    /// <summary>The emulator's game is in the slot.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="note">What people are told of the game; may be null.</param>
    /// <param name="doubt">Whether its state is known.</param>
    public static EmulatorPhase Found(EmulatorPhase phase, string? note, GameDoubt doubt) => Live(phase, life =>
    {
        if (life is not (EmulatorPhase.Opening or EmulatorPhase.Placing))
            return life;
        var slot = life.Slot! with { IsUsed = false };
        return slot.IsStatic ? new EmulatorPhase.Publishing(slot, life.Standing, note) : Resume(slot, life.Standing, note, doubt);
    });

    /// <summary>The fleet knows the last entry that the owner wrote.</summary>
    public static EmulatorPhase Written(EmulatorPhase phase, GameDoubt doubt) => phase is EmulatorPhase.Parting
        ? Leave(phase)
        : Live(phase, life => life is EmulatorPhase.Publishing publishing ? Resume(publishing.Slot, life.Standing, publishing.Note, doubt) : life);

    /// <summary>A request of the open session failed.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="failure">What failed.</param>
    /// <param name="isLost">Whether the session is of no use any more.</param>
    /// <param name="doubt">Whether the game's state is known.</param>
    public static EmulatorPhase Failed(EmulatorPhase phase, SessionFailure failure, bool isLost, GameDoubt doubt)
    {
        if (phase is EmulatorPhase.Departing departing)
        {
            var next = departing with { Sends = !isLost && !departing.IsLate, Standing = departing.Standing with { OneByOne = true } };
            return isLost && departing.Home is { IsStatic: false } home ? next with { Home = null, LostAt = home } : next;
        }

        return Live(phase, life =>
        {
            if (life is not EmulatorPhase.Seated { HasGame: true } seated)
                return life;
            var standing = life.Standing with { OneByOne = true };
            if (isLost)
                return Recover(life with { Standing = standing }, failure);
            return failure.Code == ReplyCode.InvalidRequest
                ? Resume(seated.Slot, standing, failure.Detail, doubt) // What one agent asked for cannot be done. That is no reason to quarantine the emulator.
                : new EmulatorPhase.Faulted(seated.Slot, standing with { Problem = failure.Detail }, failure);
        });
    }

    /// <summary>Inputs of the open session were applied.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="needed">How many must in a row before batches are sent again.</param>
    public static EmulatorPhase Succeeded(EmulatorPhase phase, int inputs, int needed)
    {
        if (phase.Life is not EmulatorPhase.Playing { Standing.OneByOne: true } playing || inputs == 0)
            return phase;
        return Live(phase, _ => playing.Good + inputs < needed
            ? playing with { Good = playing.Good + inputs }
            : new EmulatorPhase.Playing(playing.Slot, (playing.Standing with { OneByOne = false }).Plays(null)));
    }

    /// <summary>The game was set to a known state: unknown results from before do not matter any more.</summary>
    public static EmulatorPhase Cleared(EmulatorPhase phase) =>
        Live(phase, life => life is EmulatorPhase.Uncertain uncertain ? Resume(uncertain.Slot, life.Standing, null, GameDoubt.None) : life);

    /// <summary>A request of any session has returned.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="inFlight">Whether another one is still in flight.</param>
    public static EmulatorPhase Returned(EmulatorPhase phase, bool inFlight) => inFlight || phase.Life is not EmulatorPhase.Breaking
        ? phase
        : Live(phase, life => Recover(life, ((EmulatorPhase.Breaking)life).Failure));

    /// <summary>The pool has counted the failure and lets the emulator go on.</summary>
    public static EmulatorPhase GoOn(EmulatorPhase phase, GameDoubt doubt) =>
        Live(phase, life => life is EmulatorPhase.Faulted faulted ? Resume(faulted.Slot, life.Standing, life.Standing.Problem, doubt) : life);

    /// <summary>The emulator server behind a slot is gone.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="lost">The slot.</param>
    /// <param name="inFlight">Whether a request is in flight.</param>
    public static EmulatorPhase Lost(EmulatorPhase phase, PoolMessages.SlotLost lost, bool inFlight) =>
        Live(phase, life => life is EmulatorPhase.Seated or EmulatorPhase.Breaking && life.Slot?.Slot == lost.Slot ? Break(life, lost.Failure, inFlight) : life);

    /// <summary>The emulator is to stop here.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="hasPeers">Whether another node could take it over.</param>
    public static EmulatorPhase Stop(EmulatorPhase phase, bool hasPeers) => phase switch
    {
        EmulatorPhase.Inheriting or EmulatorPhase.Draining or EmulatorPhase.Departing or EmulatorPhase.Reclaiming or EmulatorPhase.Saving or EmulatorPhase.Parting
            or EmulatorPhase.Left => phase,
        EmulatorPhase.Unknown => Leave(phase),
        _ when hasPeers => Depart(phase, sends: phase is EmulatorPhase.Playing or EmulatorPhase.Uncertain or EmulatorPhase.Faulted),
        _ => new EmulatorPhase.Draining(phase),
    };

    /// <summary>The time for stopping is over.</summary>
    public static EmulatorPhase TimeIsUp(EmulatorPhase phase) => phase switch
    {
        EmulatorPhase.Draining draining => draining with { IsLate = true },
        EmulatorPhase.Departing departing => departing with { IsLate = true, Sends = false, Home = null, LostAt = null },
        EmulatorPhase.Reclaiming => Leave(phase),
        EmulatorPhase.Saving saving => saving with { IsLate = true },
        _ => phase,
    };

    /// <summary>The router has confirmed that it sends nothing more.</summary>
    public static EmulatorPhase Parted(EmulatorPhase phase) => phase is EmulatorPhase.Departing departing ? departing with { IsParted = true } : phase;

    /// <summary>Every accepted message is answered.</summary>
    public static EmulatorPhase Emptied(EmulatorPhase phase) => phase switch
    {
        EmulatorPhase.Draining => Leave(phase),
        EmulatorPhase.Departing { IsParted: true, Home: { } home } => new EmulatorPhase.Saving(home, phase.Standing),
        EmulatorPhase.Departing { IsParted: true, LostAt: { } lost } => new EmulatorPhase.Reclaiming(lost, phase.Standing),
        EmulatorPhase.Departing { IsParted: true } => Leave(phase),
        _ => phase,
    };

    /// <summary>A session with the server that had the game is open, or could not be opened.</summary>
    /// <param name="phase">Before.</param>
    /// <param name="hasGame">Whether it is open and the server still has the game.</param>
    public static EmulatorPhase Reclaimed(EmulatorPhase phase, bool hasGame) =>
        phase is not EmulatorPhase.Reclaiming reclaiming ? phase : hasGame ? new EmulatorPhase.Saving(reclaiming.Home, phase.Standing) : Leave(phase);

    /// <summary>The game is saved, or could not be.</summary>
    public static EmulatorPhase Saved(EmulatorPhase phase) => phase is EmulatorPhase.Saving saving ? new EmulatorPhase.Parting(saving.Home, phase.Standing) : phase;

    /// <summary>The actor crashed, and a new instance goes on. It repeats every step that it cannot know to be complete.</summary>
    /// <param name="phase">The phase of the instance before.</param>
    /// <param name="failure">The crash.</param>
    /// <param name="inFlight">Whether a request is in flight.</param>
    public static EmulatorPhase Crashed(EmulatorPhase phase, SessionFailure failure, bool inFlight) => phase switch
    {
        EmulatorPhase.Reading or EmulatorPhase.Unknown or EmulatorPhase.Inheriting => new EmulatorPhase.Reading(),
        EmulatorPhase.Left => phase,
        EmulatorPhase.Draining { IsLate: true } or EmulatorPhase.Parting => Leave(phase),
        EmulatorPhase.Draining { Life: EmulatorPhase.Reading } => new EmulatorPhase.Draining(new EmulatorPhase.Reading()),
        EmulatorPhase.Draining => new EmulatorPhase.Draining(Break(Anew(phase.Life), failure, inFlight)),
        EmulatorPhase.Departing or EmulatorPhase.Reclaiming or EmulatorPhase.Saving => Depart(phase, sends: false),
        _ => Break(Anew(phase), failure, inFlight),
    };

    /// <summary>A new instance reports that it starts, until it has found the state.</summary>
    private static EmulatorPhase Anew(EmulatorPhase phase) => phase with { Standing = phase.Standing with { State = EmulatorState.Starting, Problem = null } };

    private static EmulatorPhase.Departing Depart(EmulatorPhase life, bool sends) =>
        new(life.HasGame ? life.Slot : null, Standing.Moving with { OneByOne = life.Standing.OneByOne }) { Sends = sends, LostAt = life.HasGame ? null : LostOf(life) };

    private static EmulatorPhase.Left Leave(EmulatorPhase phase) => new(phase.Standing with { OneByOne = phase.Life.Standing.OneByOne });

    /// <summary>A new session is needed, as soon as the request in flight has its result.</summary>
    private static EmulatorPhase Break(EmulatorPhase life, SessionFailure failure, bool inFlight) =>
        inFlight ? new EmulatorPhase.Breaking(life.Slot, life.Standing, failure, life.HasGame) : Recover(life, failure);

    private static EmulatorPhase.Seeking Recover(EmulatorPhase life, SessionFailure failure) => new(failure, life.Standing.Recovers(failure)) { LostAt = LostOf(life) };

    /// <summary>Where a game is looked for that has no session any more.</summary>
    private static PoolMessages.SlotGranted? LostOf(EmulatorPhase life) => life switch
    {
        EmulatorPhase.Reclaiming reclaiming => reclaiming.Home,
        { HasGame: true, Slot: { IsStatic: false } slot } => slot,
        _ => life.LostAt,
    };

    private static EmulatorPhase Resume(PoolMessages.SlotGranted slot, Standing standing, string? problem, GameDoubt doubt) => doubt switch
    {
        GameDoubt.WaitsForReset => new EmulatorPhase.Uncertain(slot, standing.Refuses(EmulatorState.Uncertain, Standing.WaitsForReset)),
        GameDoubt.Noted => new EmulatorPhase.Playing(slot, standing.Plays(InDoubt)),
        _ => new EmulatorPhase.Playing(slot, standing.Plays(problem)),
    };

    private static Standing StandingOf(EmulatorPhase life, PoolMessages.SlotDenied denied)
    {
        var (state, outcome) = denied.Code switch
        {
            ReplyCode.Quarantined => (EmulatorState.Quarantined, InputOutcome.Quarantined),
            ReplyCode.NoCapacity => (EmulatorState.Starting, InputOutcome.NoCapacity),
            _ => (EmulatorState.Recovering, InputOutcome.NotApplied),
        };
        return life.Standing.Refuses(state, new Refusal(outcome, denied.Code, denied.Detail) { RetryAfter = denied.RetryAfter });
    }

    /// <summary>Lets the life go on while it drains. After the time is over it does not change any more.</summary>
    private static EmulatorPhase Live(EmulatorPhase phase, Func<EmulatorPhase, EmulatorPhase> step) => phase switch
    {
        EmulatorPhase.Draining { IsLate: true } => phase,
        EmulatorPhase.Draining draining => draining.With(step(draining.Life)),
        _ => step(phase),
    };
}
