using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>How an emulator is doing, as its actor knows.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Node">The address of the node that owns it.</param>
public sealed record EmulatorStatus(EmulatorId Emulator, EmulatorState State, string Node) : IWireMessage
{
    /// <summary>The slot's name, or null while it has none.</summary>
    public string? Slot { get; init; }

    /// <summary>Address of the game on its emulator server, or null while it has no slot.</summary>
    public string? Server { get; init; }

    /// <summary>The dialect of its session (<c>actorinput</c>, <c>gym</c>, <c>direct</c>), or null before it is open.</summary>
    public string? Dialect { get; init; }

    /// <summary>The cartridge's title, where the server tells.</summary>
    public string? Cartridge { get; init; }

    /// <summary>The cartridge and core of the game's saved states, where the server tells.</summary>
    public GameIdentity? Identity { get; init; }

    /// <summary>Counts the owners and lives of the game; 0 before the first.</summary>
    public long Epoch { get; init; }

    /// <summary>The number of the last accepted input.</summary>
    public long Sequence { get; init; }

    /// <summary>Inputs accepted and not yet sent.</summary>
    public int Queued { get; init; }

    /// <summary>Inputs sent and not yet answered.</summary>
    public int InFlight { get; init; }

    /// <summary>Steps applied since the actor started.</summary>
    public long StepsApplied { get; init; }

    /// <summary>How often it was restarted since the actor started.</summary>
    public int Restarts { get; init; }

    /// <summary>Why it is not ready, for people; null when it is.</summary>
    public string? Problem { get; init; }

    /// <summary>The current lease, or null when the emulator is free.</summary>
    public LeaseStatus? Lease { get; init; }
}
