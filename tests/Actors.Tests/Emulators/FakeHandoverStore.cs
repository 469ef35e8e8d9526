using System.Collections.Concurrent;
using ActorInput.Actors.Checkpoints;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Keeps handovers in memory.</summary>
internal sealed class FakeHandoverStore : IHandoverStore
{
    public ConcurrentDictionary<EmulatorId, StoredHandover> Kept { get; } = new();

    public Task SaveAsync(EmulatorId emulator, StoredHandover handover)
    {
        Kept[emulator] = handover;
        return Task.CompletedTask;
    }

    public Task<StoredHandover?> LoadAsync(EmulatorId emulator, string hash) => Task.FromResult(Kept.GetValueOrDefault(emulator));
}
