using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Agents;

/// <summary>Which emulator an agent wants to lease, and on what terms. The default: any emulator, without waiting.</summary>
public sealed record LeaseRequest
{
    /// <summary>Only this emulator. Null: any. Not allowed together with <see cref="Cartridge"/>.</summary>
    public EmulatorId? Emulator { get; init; }

    /// <summary>An emulator whose cartridge has this title, case ignored; 1 to 128 printable characters. Null: any.</summary>
    public string? Cartridge { get; init; }

    /// <summary>How long to wait until one is free. Default 0: do not wait; at most 24 h.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>
    /// How long the lease outlives an agent that is cut off without being noticed; it is renewed at a third of this while it is held. From 1 s.
    /// Null, the default: as long as the cluster's options say (60 s).
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The holder's name, shown to people: 1 to 128 printable characters. Null: no name is shown.</summary>
    public string? Holder { get; init; }

    /// <summary>Allows the emulator, with its game, to be moved to another node while it is leased. Default false.</summary>
    public bool MayMove { get; init; }

    internal AcquireLease ToMessage() => new(Guid.NewGuid().ToString("N"))
    {
        Emulator = Emulator,
        Cartridge = Cartridge,
        Timeout = Timeout,
        Duration = Duration,
        Holder = Holder,
        MayMove = MayMove,
    };
}
