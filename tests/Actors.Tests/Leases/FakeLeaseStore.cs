using System.Collections.Concurrent;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>What all nodes know, at once.</summary>
internal sealed class FakeLeaseStore : ILeaseStore
{
    public ConcurrentDictionary<EmulatorId, LeaseRecord> Records { get; } = new();

    public LeaseRecord? Find(EmulatorId emulator) => Records.GetValueOrDefault(emulator);

    public void Put(LeaseRecord record) => Records[record.Emulator] = record;
}
