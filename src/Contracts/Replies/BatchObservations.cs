using System.Collections.Immutable;

namespace ActorInput.Contracts.Replies;

/// <summary>What was observed when a batch had ended.</summary>
public sealed record BatchObservations
{
    /// <summary>SHA-256 of the state, lower-case hex; null when it was not asked for.</summary>
    public string? StateHash { get; init; }

    /// <summary>Memory, in the order that was asked for.</summary>
    public ImmutableArray<MemoryReply> Memory { get; init; } = [];

    /// <summary>The picture, a PNG file; empty when it was not asked for.</summary>
    public ReadOnlyMemory<byte> Picture { get; init; }
}
