using ActorInput.Contracts.Emulators;

namespace ActorInput.Emulation.Games;

/// <summary>Makes games of one cartridge. Thread-safe.</summary>
public interface IGameFactory : IDisposable
{
    /// <summary>The cartridge's file as it was found.</summary>
    ReadOnlyMemory<byte> Cartridge { get; }

    /// <summary>The cartridge and core that the states of its games belong to.</summary>
    GameIdentity Identity { get; }

    /// <summary>Whether its games can save and load states. False for a core that is known not to restore what it saved.</summary>
    bool HasSavestates { get; }

    /// <summary>Warnings about that file, which plays nevertheless; a sentence each, empty when there are none.</summary>
    IReadOnlyList<string> CartridgeWarnings => [];

    /// <summary>A game that has just been switched on: no frame has run.</summary>
    IGame Create();
}
