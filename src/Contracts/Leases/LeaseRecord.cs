using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Leases;

/// <summary>
/// Where an emulator's leases stand: what is kept for its next owner. It outlives the lease, so that an epoch is never given twice.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Epoch">The epoch of the last lease; 0 before the first. It only ever rises.</param>
/// <param name="Lease">The lease that stands, of that epoch; null when the emulator is free.</param>
public sealed record LeaseRecord(EmulatorId Emulator, long Epoch, LeaseEntry? Lease);
