using ActorInput.Actors.Emulators;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Hosting;

internal sealed class MissingHandoverStore : IHandoverStore
{
    public Task SaveAsync(EmulatorId emulator, StoredHandover handover) => throw new InvalidOperationException("not there yet");

    public Task<StoredHandover?> LoadAsync(EmulatorId emulator) => Task.FromResult<StoredHandover?>(null);
}
