using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Leases;

/// <summary>
/// A lease as nodes exchange it: the emulator's owner keeps it, it moves with the emulator, and the broker offers it. It contains the token, so it is
/// only sent between nodes and never shown to people; they get a <see cref="Replies.LeaseStatus"/>.
/// </summary>
/// <param name="Token">Proves the lease; names the emulator and the epoch.</param>
/// <param name="RequestId">The id of the request that it answers; a repeated request gets the same lease.</param>
/// <param name="Duration">How long it lasts from when it is granted or renewed.</param>
public sealed record LeaseEntry(LeaseToken Token, string RequestId, TimeSpan Duration)
{
    /// <summary>Who holds it, for people; null when the agent did not say.</summary>
    public string? Holder { get; init; }

    /// <summary>Path of the actor whose end also ends the lease; null: it ends only by release or expiry.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether the emulator may be moved to another node meanwhile.</summary>
    public bool MayMove { get; init; }

    /// <summary>
    /// When it expires, by the wall clock, to the millisecond. Between nodes it is as exact as their clocks agree. Null: it is an offer, and
    /// <see cref="Duration"/> begins when the emulator's owner accepts it.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The emulator that is leased.</summary>
    public EmulatorId Emulator => Token.Emulator;

    /// <summary>The lease's number among those of the emulator.</summary>
    public long Epoch => Token.Epoch;
}
