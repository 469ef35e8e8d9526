using System.Text.Json.Serialization;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>A problem by RFC 9457 with a <c>code</c> for programs. For an input that was answered, it also has the reply's members.</summary>
internal sealed record ProblemBody
{
    /// <summary>Short, the same for every problem of this code.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>One sentence: what is wrong here, and what is allowed.</summary>
    public required string Detail { get; init; }

    /// <summary>For programs.</summary>
    public required string Code { get; init; }

    /// <summary>The emulator's id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Emulator { get; init; }

    /// <summary>For a batch that the cluster ran: the id of the execution.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExecutionId { get; init; }

    /// <summary>How the execution ended; <see cref="Status"/> is HTTP's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExecutionStatus? ExecutionStatus { get; init; }

    /// <summary>For an execution with a start: the result of the start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartFate? Start { get; init; }

    /// <summary>The outcome of the input or batch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InputOutcome? Outcome { get; init; }

    /// <summary>Steps that were applied.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Applied { get; init; }

    /// <summary>All steps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Of { get; init; }

    /// <summary>The epoch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Epoch { get; init; }

    /// <summary>The number of the (first) input.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Sequence { get; init; }

    /// <summary>Milliseconds from acceptance to the reply.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LatencyMs { get; init; }

    /// <summary>When the execution began, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the execution ended, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>For an execution: what was observed at its end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObservationsBody? Observations { get; init; }

    /// <summary>For a batch: one per input, in order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InputReplyBody>? Results { get; init; }
}
