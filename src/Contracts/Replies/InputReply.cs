using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The one answer to a <see cref="SendInput"/>, or to a <see cref="WriteGame"/>, which counts as one step.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Outcome">The result of the input.</param>
/// <param name="Applied">How many of its steps were applied; for an <see cref="InputOutcome.Unknown"/> input, how many certainly were.</param>
/// <param name="Of">How many steps it has.</param>
/// <param name="Epoch">The epoch under which it was sent, or would have been.</param>
/// <param name="Sequence">Its number in the order of acceptance; 0 when it was never accepted.</param>
/// <param name="Latency">From acceptance to this reply.</param>
public sealed record InputReply(
    EmulatorId Emulator, InputOutcome Outcome, int Applied, int Of, long Epoch, long Sequence, TimeSpan Latency) : IWireMessage
{
    /// <summary>Why it was not applied, for programs.</summary>
    public ReplyCode Code { get; init; }

    /// <summary>Why it was not applied, for people; null when it was.</summary>
    public string? Detail { get; init; }

    /// <summary>When to try again, for an <see cref="InputOutcome.Overloaded"/> or <see cref="InputOutcome.Quarantined"/> input.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True when the emulator server describes the game only after the whole batch, not after this input, because its dialect answers once per
    /// request (pokemon-gym).
    /// </summary>
    public bool SharesState { get; init; }

    /// <summary>
    /// For a <see cref="WriteGame"/> that was applied: SHA-256 of the state just after it, lower-case hex, where the server tells. Otherwise
    /// null.
    /// </summary>
    public string? StateHash { get; init; }
}
