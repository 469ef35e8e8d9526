using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>The status of an emulator.</summary>
internal sealed record EmulatorBody
{
    /// <summary>The emulator's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is doing.</summary>
    public required EmulatorState State { get; init; }

    /// <summary>The node that owns it.</summary>
    public required string Node { get; init; }

    /// <summary>Its slot; null while it has none.</summary>
    public string? Slot { get; init; }

    /// <summary>Address of its game; null while it has no slot.</summary>
    public string? Server { get; init; }

    /// <summary>The dialect of its server: <c>actorinput</c>, <c>gym</c> or <c>direct</c>.</summary>
    public string? Dialect { get; init; }

    /// <summary>The cartridge's title, where the server tells.</summary>
    public string? Cartridge { get; init; }

    /// <summary>SHA-256 of the cartridge, lower-case hex, where the server tells.</summary>
    public string? CartridgeSha256 { get; init; }

    /// <summary>The core that runs it, where the server tells.</summary>
    public CoreBody? Core { get; init; }

    /// <summary>Counts the owners and lives of the game.</summary>
    public required long Epoch { get; init; }

    /// <summary>The number of the last accepted input.</summary>
    public required long Sequence { get; init; }

    /// <summary>Inputs accepted and not yet sent.</summary>
    public required int Queued { get; init; }

    /// <summary>Inputs sent and not yet answered.</summary>
    public required int InFlight { get; init; }

    /// <summary>Steps applied since its actor started.</summary>
    public required long StepsApplied { get; init; }

    /// <summary>How often it was restarted since its actor started.</summary>
    public required int Restarts { get; init; }

    /// <summary>Who holds its lease; null when nobody does.</summary>
    public LeaseBody? Lease { get; init; }

    /// <summary>The agent of this node that plays it (<c>demo</c>); null when none does.</summary>
    public string? Agent { get; init; }

    /// <summary>Why it is not ready; null when it is.</summary>
    public string? Problem { get; init; }

    public static EmulatorBody From(EmulatorStatus status, string? agent) => new()
    {
        Id = status.Emulator.Value,
        State = status.State,
        Node = status.Node,
        Slot = status.Slot,
        Server = status.Server,
        Dialect = status.Dialect,
        Cartridge = status.Cartridge,
        CartridgeSha256 = status.Identity?.CartridgeSha256,
        Core = CoreBody.From(status.Identity),
        Epoch = status.Epoch,
        Sequence = status.Sequence,
        Queued = status.Queued,
        InFlight = status.InFlight,
        StepsApplied = status.StepsApplied,
        Restarts = status.Restarts,
        Lease = LeaseBody.From(status.Lease),
        Agent = agent,
        Problem = status.Problem,
    };
}
