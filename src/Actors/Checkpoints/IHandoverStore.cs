using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Where a game waits between the node that gave it up and the one that takes it over.</summary>
internal interface IHandoverStore
{
    /// <summary>Keeps it, so that it outlives this node. Throws when it could not be kept anywhere else.</summary>
    Task SaveAsync(EmulatorId emulator, StoredHandover handover);

    /// <summary>The newest; null when no node has it.</summary>
    Task<StoredHandover?> LoadAsync(EmulatorId emulator);
}
