using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The one answer to a <see cref="SendBatch"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Outcome">
/// The outcome of the whole batch: <see cref="InputOutcome.Applied"/> when all inputs were, <see cref="InputOutcome.Unknown"/> when one is,
/// <see cref="InputOutcome.Partial"/> when some steps were applied; otherwise the first input's outcome.
/// </param>
/// <param name="Applied">Steps applied, of all inputs together.</param>
/// <param name="Of">Steps of all inputs together.</param>
/// <param name="Epoch">The epoch of the last input.</param>
/// <param name="Sequence">The number of the first input; 0 when the batch was never accepted.</param>
/// <param name="Latency">From acceptance to this reply.</param>
/// <param name="Results">One reply per input, in order; empty when the batch was refused whole.</param>
public sealed record BatchReply(
    EmulatorId Emulator,
    InputOutcome Outcome,
    int Applied,
    int Of,
    long Epoch,
    long Sequence,
    TimeSpan Latency,
    ImmutableArray<InputReply> Results) : IWireMessage
{
    /// <summary>Why it was not applied, for programs.</summary>
    public ReplyCode Code { get; init; }

    /// <summary>Why it was not applied, for people; null when it was.</summary>
    public string? Detail { get; init; }

    /// <summary>When to try again, when the batch was refused.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gathers the replies to the inputs of one batch, in order, into the reply to the batch.</summary>
    public static BatchReply Gather(ImmutableArray<InputReply> results)
    {
        var applied = 0;
        var of = 0;
        InputReply? failed = null;
        var unknown = false;
        foreach (var result in results)
        {
            applied += result.Applied;
            of += result.Of;
            unknown |= result.Outcome == InputOutcome.Unknown;
            if (result.Outcome != InputOutcome.Applied)
                failed ??= result;
        }

        var outcome = failed is null ? InputOutcome.Applied
            : unknown ? InputOutcome.Unknown
            : applied > 0 ? InputOutcome.Partial
            : failed.Outcome;
        var last = results[^1];
        return new BatchReply(last.Emulator, outcome, applied, of, last.Epoch, results[0].Sequence, results.Max(r => r.Latency), results)
        {
            Code = failed?.Code ?? ReplyCode.None,
            Detail = failed?.Detail,
            RetryAfter = failed?.RetryAfter,
        };
    }
}
