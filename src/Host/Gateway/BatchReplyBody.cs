using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>The answer to a batch that was applied: the whole, and one result per input in order.</summary>
internal sealed record BatchReplyBody
{
    /// <summary>The emulator's id.</summary>
    public required string Emulator { get; init; }

    /// <summary>The outcome of the whole batch.</summary>
    public required InputOutcome Outcome { get; init; }

    /// <summary>Steps applied, of all inputs together.</summary>
    public required int Applied { get; init; }

    /// <summary>Steps of all inputs together.</summary>
    public required int Of { get; init; }

    /// <summary>The epoch of the last input.</summary>
    public required long Epoch { get; init; }

    /// <summary>The number of the first input.</summary>
    public required long Sequence { get; init; }

    /// <summary>Milliseconds from acceptance to the reply.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>One per input, in order.</summary>
    public required IReadOnlyList<InputReplyBody> Results { get; init; }

    public static BatchReplyBody From(BatchReply reply) => new()
    {
        Emulator = reply.Emulator.Value,
        Outcome = reply.Outcome,
        Applied = reply.Applied,
        Of = reply.Of,
        Epoch = reply.Epoch,
        Sequence = reply.Sequence,
        LatencyMs = Math.Round(reply.Latency.TotalMilliseconds, 2),
        Results = [.. reply.Results.Select(InputReplyBody.From)],
    };
}
