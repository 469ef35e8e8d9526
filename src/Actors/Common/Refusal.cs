using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Common;

/// <summary>Why inputs are not pressed: the answer they get.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Detail">Why, for people.</param>
internal sealed record Refusal(InputOutcome Outcome, ReplyCode Code, string Detail)
{
    /// <summary>Stands for an answer that was given or is on its way already.</summary>
    public static readonly Refusal AnsweredElsewhere = new(InputOutcome.Applied, ReplyCode.None, "");

    public TimeSpan? RetryAfter { get; init; }

    public InputReply ToReply(EmulatorId emulator, int of, long epoch, long sequence, TimeSpan latency) =>
        new(emulator, Outcome, 0, of, epoch, sequence, latency) { Code = Code, Detail = Detail, RetryAfter = RetryAfter };

    public BatchReply ToBatchReply(EmulatorId emulator, int of, long epoch) =>
        new(emulator, Outcome, 0, of, epoch, 0, TimeSpan.Zero, []) { Code = Code, Detail = Detail, RetryAfter = RetryAfter };
}
