using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// The broker offers an emulator's owner a lease. The owner decides: it takes it when no other one stands and the epoch is higher than all
/// before. Answered with <see cref="LeaseReport"/>, which shows the lease that stands. The same offer again changes nothing.
/// </summary>
/// <param name="Lease">The lease. With <see cref="LeaseEntry.ExpiresAt"/> it is one that stood already and that the owner may not know of.</param>
public sealed record OfferLease(LeaseEntry Lease) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Lease.Emulator;
}
