using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// The broker offers an emulator's owner a lease. The owner accepts it when there is no other lease and the epoch is higher than all before. Answered
/// with <see cref="LeaseReport"/>, which shows the current lease. Repeating an offer changes nothing.
/// </summary>
/// <param name="Lease">The lease. If <see cref="LeaseEntry.ExpiresAt"/> is set, the lease was granted before and the owner may not know of
/// it.</param>
public sealed record OfferLease(LeaseEntry Lease) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Lease.Emulator;
}
