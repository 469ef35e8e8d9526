using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Leases;

/// <summary>Where an emulator's next owner, on another node, finds how its leases stand. Used by the emulator's actor; never blocks.</summary>
internal interface ILeaseStore
{
    /// <summary>The last record that this node knows of; null when there is none.</summary>
    LeaseRecord? Find(EmulatorId emulator);

    /// <summary>Keeps the record in the place of an earlier one.</summary>
    void Put(LeaseRecord record);
}
