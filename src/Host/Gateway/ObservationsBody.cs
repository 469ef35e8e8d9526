using System.Text.Json.Serialization;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>What was observed when a batch had ended; members that were not asked for are absent.</summary>
internal sealed record ObservationsBody
{
    /// <summary>SHA-256 of the state, lower-case hex.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StateHash { get; init; }

    /// <summary>Memory, in the order that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemoryBody>? Memory { get; init; }

    /// <summary>The picture, a PNG file in base64.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Picture { get; init; }

    public static ObservationsBody? From(BatchObservations? seen) => seen is null ? null : new()
    {
        StateHash = seen.StateHash,
        Memory = seen.Memory.IsEmpty ? null : [.. seen.Memory.Select(MemoryBody.From)],
        Picture = seen.Picture.IsEmpty ? null : Convert.ToBase64String(seen.Picture.Span),
    };
}
