using ActorInput.Contracts.Emulators;

namespace ActorInput.Emulation.Games;

/// <summary>A state of another cartridge, core or core version. It was not loaded.</summary>
public sealed class ForeignStateException : ArgumentException
{
    /// <summary>Makes the exception, with the cartridge and core of the state and those of the game.</summary>
    /// <param name="found">The cartridge and core that the state belongs to.</param>
    /// <param name="expected">The cartridge and core of the game that should have loaded it.</param>
    public ForeignStateException(GameIdentity found, GameIdentity expected)
        : base(Describe(found, expected))
    {
        Found = found;
        Expected = expected;
    }

    /// <summary>The cartridge and core that the state belongs to.</summary>
    public GameIdentity Found { get; }

    /// <summary>The cartridge and core of the game that should have loaded it.</summary>
    public GameIdentity Expected { get; }

    private static string Describe(GameIdentity found, GameIdentity expected)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(expected);
        var isOtherCartridge = !string.Equals(found.CartridgeSha256, expected.CartridgeSha256, StringComparison.Ordinal);
        return isOtherCartridge
            ? $"The state belongs to another cartridge: its cartridge has the SHA-256 {found.CartridgeSha256}, this game's has {expected.CartridgeSha256}."
            : $"The state was made by the core {found.Core} {found.CoreVersion}; this game runs in {expected.Core} {expected.CoreVersion}, which reads only its own.";
    }
}
