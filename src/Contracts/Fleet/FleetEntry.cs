using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>
/// What the whole cluster knows of an emulator, so that it goes on elsewhere when its node is gone. Written by the emulator's owner alone.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Version">
/// Rises with each write; of two entries the higher one counts, whatever the clocks of their writers say. 0: named by a node and never owned.
/// </param>
public sealed record FleetEntry(EmulatorId Emulator, long Version) : IWireMessage
{
    /// <summary>The epoch of the last owner. A next owner takes a higher one.</summary>
    public long Epoch { get; init; }

    /// <summary>Names the life of the game, where its server tells: another value at the same address means that it started anew.</summary>
    public string? Game { get; init; }

    /// <summary>How often the game was lost and started anew.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// Address of the game, where it stands on an emulator server that outlives nodes; an owner on any node goes on with the same game there.
    /// Null: the game lives with its node.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// SHA-256, hex, of the game's state that the last owner saved when it handed the emulator over; the next owner loads it and compares.
    /// Null: nothing was handed over.
    /// </summary>
    public string? HandoverHash { get; init; }

    /// <summary>Where the emulator's leases stand; null before the first one.</summary>
    public LeaseRecord? Leases { get; init; }
}
