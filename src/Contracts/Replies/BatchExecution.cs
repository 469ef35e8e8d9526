using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The one answer to a <see cref="SubmitBatch"/>.</summary>
/// <param name="ExecutionId">Names the execution.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StartedAt">When it was accepted, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Applied">Steps applied, of all inputs together.</param>
/// <param name="Of">Steps of all inputs together.</param>
public sealed record BatchExecution(
    string ExecutionId, ExecutionStatus Status, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Applied, int Of) : IWireMessage
{
    /// <summary>The emulator that it ran on; null when there was none.</summary>
    public EmulatorId? Emulator { get; init; }

    /// <summary>The result of its start.</summary>
    public StartFate Start { get; init; }

    /// <summary>One reply per input, in order; empty when the batch was refused whole.</summary>
    public ImmutableArray<InputReply> Results { get; init; } = [];

    /// <summary>What was observed; null when nothing was asked for, or when the execution ended before.</summary>
    public BatchObservations? Observations { get; init; }

    /// <summary>Why it did not succeed, for programs.</summary>
    public ReplyCode Code { get; init; }

    /// <summary>Why it did not succeed, for people; null when it did.</summary>
    public string? Detail { get; init; }
}
