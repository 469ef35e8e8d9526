using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Leases;

/// <summary>
/// A lease as nodes know it: what the emulator's owner keeps, what moves with the emulator, and what the broker offers. It has the token, so
/// it goes between nodes and never to people; they get a <see cref="Replies.LeaseStatus"/>.
/// </summary>
/// <param name="Token">Proves the lease; names the emulator and the epoch.</param>
/// <param name="RequestId">The request that it answers: asked again, it is the same lease.</param>
/// <param name="Duration">How long it lasts from when it is granted or renewed.</param>
public sealed record LeaseEntry(LeaseToken Token, string RequestId, TimeSpan Duration)
{
    /// <summary>Who holds it, for people; null when the agent did not say.</summary>
    public string? Holder { get; init; }

    /// <summary>Path of the actor whose death ends it; null when there is none, and it ends by release or expiry alone.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether the emulator may be moved to another node meanwhile.</summary>
    public bool MayMove { get; init; }

    /// <summary>
    /// When it ends by itself, by the wall clock, to the millisecond; between nodes it is as exact as their clocks agree. Null: it is an
    /// offer, and <see cref="Duration"/> begins when the emulator's owner takes it.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The emulator that is leased.</summary>
    public EmulatorId Emulator => Token.Emulator;

    /// <summary>The lease's number among those of the emulator.</summary>
    public long Epoch => Token.Epoch;
}
