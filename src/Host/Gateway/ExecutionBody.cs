using System.Text.Json.Serialization;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>How the execution of a batch ended: the members of an answer to a batch, and those of the execution.</summary>
internal sealed record ExecutionBody
{
    /// <summary>Names the execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>How it ended.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>The emulator that it ran on; null when there was none.</summary>
    public string? Emulator { get; init; }

    /// <summary>
    /// The result of its <c>start</c>, which changes the game even when no input is applied after it; absent when no start was asked for.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartFate? Start { get; init; }

    /// <summary>The outcome of all inputs together.</summary>
    public required InputOutcome Outcome { get; init; }

    /// <summary>Steps applied, of all inputs together.</summary>
    public required int Applied { get; init; }

    /// <summary>Steps of all inputs together.</summary>
    public required int Of { get; init; }

    /// <summary>The epoch of the last input; 0 when none was accepted.</summary>
    public required long Epoch { get; init; }

    /// <summary>The number of the first input; 0 when none was accepted.</summary>
    public required long Sequence { get; init; }

    /// <summary>Milliseconds from start to end.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>When the node took it, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>One per input, in order; empty when it was refused whole.</summary>
    public required IReadOnlyList<InputReplyBody> Results { get; init; }

    /// <summary>What was observed; absent when nothing was asked for, or when the execution ended before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObservationsBody? Observations { get; init; }

    /// <summary>Why it did not succeed, for programs; absent when it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyCode? Code { get; init; }

    /// <summary>Why it did not succeed, for people; absent when it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    public static ExecutionBody From(BatchExecution execution) => new()
    {
        ExecutionId = execution.ExecutionId,
        Status = execution.Status,
        Emulator = execution.Emulator?.Value,
        Start = execution.Start == StartFate.NotAsked ? null : execution.Start,
        Outcome = OutcomeOf(execution),
        Applied = execution.Applied,
        Of = execution.Of,
        Epoch = execution.Results.IsEmpty ? 0 : execution.Results[^1].Epoch,
        Sequence = execution.Results.IsEmpty ? 0 : execution.Results[0].Sequence,
        LatencyMs = Math.Round((execution.EndedAt - execution.StartedAt).TotalMilliseconds, 2),
        StartedAt = execution.StartedAt,
        EndedAt = execution.EndedAt,
        Results = [.. execution.Results.Select(InputReplyBody.From)],
        Observations = ObservationsBody.From(execution.Observations),
        Code = execution.Code == ReplyCode.None ? null : execution.Code,
        Detail = execution.Detail,
    };

    /// <summary>The outcome of the inputs; if the batch was refused whole, from the code.</summary>
    private static InputOutcome OutcomeOf(BatchExecution execution) =>
        !execution.Results.IsEmpty ? BatchReply.Gather(execution.Results).Outcome : execution.Code switch
        {
            ReplyCode.None when execution.Status == ExecutionStatus.Succeeded => InputOutcome.Applied,
            ReplyCode.QueueFull => InputOutcome.Overloaded,
            ReplyCode.DeadlinePassed => InputOutcome.Expired,
            ReplyCode.NotSupported => InputOutcome.NotSupported,
            ReplyCode.Quarantined => InputOutcome.Quarantined,
            ReplyCode.NoCapacity => InputOutcome.NoCapacity,
            _ => InputOutcome.NotApplied,
        };
}
