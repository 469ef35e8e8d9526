using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Where a game waits between the node that gave it up and the one that takes it over.</summary>
internal interface IHandoverStore
{
    /// <summary>Stores the game so that it outlives this node. Tries for 5 s; throws when no other node has stored it by then.</summary>
    Task SaveAsync(EmulatorId emulator, StoredHandover handover);

    /// <summary>
    /// Gets the newest stored game. If it is not the expected one, this asks again for up to 15 s, because the nodes that have it may be
    /// slow to answer.
    /// </summary>
    /// <param name="emulator">The emulator whose game it is.</param>
    /// <param name="hash">The state's hash that the last owner told the cluster.</param>
    /// <returns>Null when no node has a game; a game other than the expected one if there is no better.</returns>
    Task<StoredHandover?> LoadAsync(EmulatorId emulator, string hash);
}
