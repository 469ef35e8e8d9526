using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Emulators;

/// <summary>How an emulator stands with those who look at it and those who press: the part of its phase that others see.</summary>
/// <param name="State">The state that is shown.</param>
/// <param name="Problem">What is wrong, for people; null when nothing is.</param>
/// <param name="Closed">Why inputs are refused; null when they are accepted.</param>
internal sealed record Standing(EmulatorState State, string? Problem, Refusal? Closed)
{
    /// <summary>Of an emulator that has not played yet.</summary>
    public static readonly Standing Starting = new(EmulatorState.Starting, null, null);

    /// <summary>The answer of an emulator that waits for a reset.</summary>
    public static readonly Refusal WaitsForReset =
        new(InputOutcome.NotApplied, ReplyCode.Uncertain, "An earlier input's fate is unknown; reset the game to go on.");

    /// <summary>Of an emulator that stops.</summary>
    public static readonly Standing Stopping =
        Starting.Refuses(EmulatorState.Stopped, new Refusal(InputOutcome.NotApplied, ReplyCode.ShuttingDown, "The emulator is stopping."));

    /// <summary>Of an emulator that moves.</summary>
    public static readonly Standing Moving =
        Starting.Refuses(EmulatorState.Stopped, new Refusal(InputOutcome.NotApplied, ReplyCode.Moved, "The emulator moves to another node."));

    /// <summary>Whether each input goes alone, because a request failed not long ago. It outlives the session in which that happened.</summary>
    public bool OneByOne { get; init; }

    /// <summary>Something failed: what is accepted waits until the emulator has a game again. What was refused before is refused until then.</summary>
    public Standing Recovers(SessionFailure failure) => this with { State = EmulatorState.Recovering, Problem = failure.Detail };

    /// <summary>Inputs are refused for this reason.</summary>
    public Standing Refuses(EmulatorState state, Refusal refusal) => this with { State = state, Problem = refusal.Detail, Closed = refusal };

    /// <summary>Inputs are accepted and sent.</summary>
    public Standing Plays(string? problem) => this with { State = OneByOne ? EmulatorState.Sequential : EmulatorState.Ready, Problem = problem, Closed = null };
}
