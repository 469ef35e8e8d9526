using ActorInput.Contracts.Emulators;

namespace ActorInput.Emulation.Games;

/// <summary>A state of another cartridge, core or core version. It was not loaded.</summary>
public sealed class ForeignStateException : ArgumentException
{
    /// <summary>Says whose state it is and whose was expected.</summary>
    /// <param name="found">To whom the state belongs.</param>
    /// <param name="expected">The game that should have loaded it.</param>
    public ForeignStateException(GameIdentity found, GameIdentity expected)
        : base(Describe(found, expected))
    {
        Found = found;
        Expected = expected;
    }

    /// <summary>To whom the state belongs.</summary>
    public GameIdentity Found { get; }

    /// <summary>The game that should have loaded it.</summary>
    public GameIdentity Expected { get; }

    private static string Describe(GameIdentity found, GameIdentity expected)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(expected);
        var isOtherCartridge = !string.Equals(found.CartridgeSha256, expected.CartridgeSha256, StringComparison.Ordinal);
        return isOtherCartridge
            ? $"The state belongs to another cartridge: it is of the one with SHA-256 {found.CartridgeSha256}; this game's has {expected.CartridgeSha256}."
            : $"The state was made by the core {found.Core} {found.CoreVersion}; this game runs in {expected.Core} {expected.CoreVersion}, which reads only its own.";
    }
}
