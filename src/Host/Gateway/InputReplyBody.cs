using System.Text.Json.Serialization;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>The answer to an input or a write.</summary>
internal sealed record InputReplyBody
{
    /// <summary>The emulator's id.</summary>
    public required string Emulator { get; init; }

    /// <summary>The outcome.</summary>
    public required InputOutcome Outcome { get; init; }

    /// <summary>Steps (presses and waits) that were applied.</summary>
    public required int Applied { get; init; }

    /// <summary>Steps of the whole input.</summary>
    public required int Of { get; init; }

    /// <summary>The epoch in which it was sent.</summary>
    public required long Epoch { get; init; }

    /// <summary>Its number in the order of acceptance; 0 when it never was accepted.</summary>
    public required long Sequence { get; init; }

    /// <summary>Milliseconds from acceptance to the reply.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>Why it was not applied, for programs; absent when it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyCode? Code { get; init; }

    /// <summary>Why it was not applied, for people; absent when it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>For a write: SHA-256 of the state just after it, lower-case hex; absent otherwise, and if the server has no savestates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StateHash { get; init; }

    public static InputReplyBody From(InputReply reply) => new()
    {
        Emulator = reply.Emulator.Value,
        Outcome = reply.Outcome,
        Applied = reply.Applied,
        Of = reply.Of,
        Epoch = reply.Epoch,
        Sequence = reply.Sequence,
        LatencyMs = Math.Round(reply.Latency.TotalMilliseconds, 2),
        Code = reply.Code == ReplyCode.None ? null : reply.Code,
        Detail = reply.Detail,
        StateHash = reply.StateHash,
    };
}
