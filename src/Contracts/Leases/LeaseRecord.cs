using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Leases;

/// <summary>
/// The state of an emulator's leases, kept for its next owner. The record outlives the lease, so that no epoch is given twice.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Epoch">The epoch of the last lease; 0 before the first. It only ever rises.</param>
/// <param name="Lease">The current lease, of that epoch; null when the emulator is free.</param>
public sealed record LeaseRecord(EmulatorId Emulator, long Epoch, LeaseEntry? Lease);
