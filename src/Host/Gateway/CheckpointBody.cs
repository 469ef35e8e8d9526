using ActorInput.Contracts.Checkpoints;

namespace ActorInput.Host.Gateway;

/// <summary>A saved game, without its bytes.</summary>
internal sealed record CheckpointBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The emulator whose game it was.</summary>
    public required string Emulator { get; init; }

    /// <summary>SHA-256 of the state, lower-case hex.</summary>
    public required string StateHash { get; init; }

    /// <summary>Bytes of the state.</summary>
    public required int Bytes { get; init; }

    /// <summary>The cartridge's title; null where the emulator server did not tell.</summary>
    public string? Cartridge { get; init; }

    /// <summary>SHA-256 of the cartridge, lower-case hex; null when an earlier version saved it, or its emulator server did not tell.</summary>
    public string? CartridgeSha256 { get; init; }

    /// <summary>The core that saved it; null in the same cases.</summary>
    public CoreBody? Core { get; init; }

    /// <summary>The epoch in which it was saved.</summary>
    public required long Epoch { get; init; }

    /// <summary>The number of the last input that the saved game contains.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was saved, UTC, by the clock of the node that saved it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public static CheckpointBody From(CheckpointInfo info) => new()
    {
        Name = info.Name,
        Emulator = info.Emulator.Value,
        StateHash = info.StateHash,
        Bytes = info.StateBytes,
        Cartridge = info.Cartridge,
        CartridgeSha256 = info.Identity?.CartridgeSha256,
        Core = CoreBody.From(info.Identity),
        Epoch = info.Epoch,
        Sequence = info.Sequence,
        CreatedAt = info.CreatedAt,
    };
}
