using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Where a game waits between the node that gave it up and the one that takes it over.</summary>
internal interface IHandoverStore
{
    /// <summary>Keeps it, so that it outlives this node. Throws when it could not be kept anywhere else.</summary>
    Task SaveAsync(EmulatorId emulator, StoredHandover handover);

    /// <summary>The newest. One that is not the awaited one is asked for again for a while: the nodes that have it may be slow to answer.</summary>
    /// <param name="emulator">Whose game.</param>
    /// <param name="hash">The state's hash that the last owner told the cluster.</param>
    /// <returns>Null when no node has one; another game than the awaited one when that is all there is.</returns>
    Task<StoredHandover?> LoadAsync(EmulatorId emulator, string hash);
}
