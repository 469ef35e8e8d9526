using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>What is known of a checkpoint without its bytes.</summary>
/// <param name="Name">Its name; see <see cref="CheckpointNames"/>.</param>
/// <param name="Emulator">The emulator whose game it was.</param>
/// <param name="StateHash">SHA-256 of the state, lower-case hex.</param>
/// <param name="StateBytes">Bytes of the state, unpacked.</param>
public sealed record CheckpointInfo(string Name, EmulatorId Emulator, string StateHash, int StateBytes)
{
    /// <summary>The cartridge's title, where the emulator server tells.</summary>
    public string? Cartridge { get; init; }

    /// <summary>
    /// The cartridge and core that the state belongs to; null when an earlier version saved it, or when its emulator server does not
    /// tell.
    /// </summary>
    public GameIdentity? Identity { get; init; }

    /// <summary>The epoch in which it was saved.</summary>
    public long Epoch { get; init; }

    /// <summary>The number of the last input that the saved game contains.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was saved, UTC, by the clock of the node that saved it.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
