using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>
/// What all nodes know of an emulator, so that another node can take it over when its node is gone. Only the emulator's owner writes it.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Version">
/// Rises with each write. Of two entries the one with the higher version counts, whatever the writers' clocks say. 0: a node named the emulator, and
/// it never had an owner.
/// </param>
public sealed record FleetEntry(EmulatorId Emulator, long Version) : IWireMessage
{
    /// <summary>The epoch of the last owner. The next owner takes a higher one.</summary>
    public long Epoch { get; init; }

    /// <summary>
    /// Identifies the life of the game, where its server tells. Another value at the same address means that the game started
    /// anew.
    /// </summary>
    public string? Game { get; init; }

    /// <summary>How often the game was lost and started anew.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// The game's address, if its emulator server outlives nodes; an owner on any node continues the same game there. Null: the game ends with its
    /// node.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// SHA-256, hex, of the game's state that the last owner saved when it handed the emulator over; the next owner loads it and compares.
    /// Null: nothing was handed over.
    /// </summary>
    public string? HandoverHash { get; init; }

    /// <summary>The record of the emulator's leases; null before the first one.</summary>
    public LeaseRecord? Leases { get; init; }
}
