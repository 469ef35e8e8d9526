using System.Security.Cryptography;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;

namespace ActorInput.Actors.Checkpoints;

/// <summary>A game on its way from one owner to the next.</summary>
/// <param name="State">The game's state; empty when the game itself stays where it is.</param>
/// <param name="Epoch">The epoch of the owner that saved it.</param>
/// <param name="Handover">The data of its last owner.</param>
internal sealed record StoredHandover(byte[] State, long Epoch, EmulatorHandover Handover)
{
    /// <summary>The cartridge and core of the state; null if the emulator server does not tell.</summary>
    public GameIdentity? Identity { get; init; }

    /// <summary>SHA-256 of the state, hex.</summary>
    public string Hash { get; } = HashOf(State);

    public static string HashOf(byte[] state) => Convert.ToHexStringLower(SHA256.HashData(state));
}
