using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Emulators;

/// <summary>The part of an emulator's phase that others see: its state, and whether it accepts and sends inputs.</summary>
/// <param name="State">The state that is shown.</param>
/// <param name="Problem">What is wrong, for people; null when nothing is.</param>
/// <param name="Closed">Why inputs are refused; null when they are accepted.</param>
internal sealed record Standing(EmulatorState State, string? Problem, Refusal? Closed)
{
    /// <summary>For an emulator that has not played yet.</summary>
    public static readonly Standing Starting = new(EmulatorState.Starting, null, null);

    /// <summary>The answer of an emulator that waits for a reset.</summary>
    public static readonly Refusal WaitsForReset =
        new(InputOutcome.NotApplied, ReplyCode.Uncertain, "An earlier input's fate is unknown; reset the game to go on.");

    /// <summary>For an emulator that stops.</summary>
    public static readonly Standing Stopping =
        Starting.Refuses(EmulatorState.Stopped, new Refusal(InputOutcome.NotApplied, ReplyCode.ShuttingDown, "The emulator is stopping."));

    /// <summary>For an emulator that moves.</summary>
    public static readonly Standing Moving =
        Starting.Refuses(EmulatorState.Stopped, new Refusal(InputOutcome.NotApplied, ReplyCode.Moved, "The emulator moves to another node."));

    /// <summary>Whether each input has its own request, because a request failed recently. It outlives the session in which that happened.</summary>
    public bool OneByOne { get; init; }

    /// <summary>
    /// The state after a failure: accepted inputs wait until the emulator has a game again. If inputs were refused before, they still are.
    /// </summary>
    public Standing Recovers(SessionFailure failure) => this with { State = EmulatorState.Recovering, Problem = failure.Detail };

    /// <summary>Inputs are refused for this reason.</summary>
    public Standing Refuses(EmulatorState state, Refusal refusal) => this with { State = state, Problem = refusal.Detail, Closed = refusal };

    /// <summary>Inputs are accepted and sent.</summary>
    public Standing Plays(string? problem) => this with { State = OneByOne ? EmulatorState.Sequential : EmulatorState.Ready, Problem = problem, Closed = null };
}
