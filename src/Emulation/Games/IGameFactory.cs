using ActorInput.Contracts.Emulators;

namespace ActorInput.Emulation.Games;

/// <summary>Makes games of one cartridge. Thread-safe.</summary>
public interface IGameFactory : IDisposable
{
    /// <summary>The cartridge's file as it was found.</summary>
    ReadOnlyMemory<byte> Cartridge { get; }

    /// <summary>To whom the states of its games belong.</summary>
    GameIdentity Identity { get; }

    /// <summary>Whether its games can save and load states. False for a core that is known not to restore what it saved.</summary>
    bool HasSavestates { get; }

    /// <summary>What is wrong with that file though it plays; a sentence each, empty when all is well.</summary>
    IReadOnlyList<string> CartridgeWarnings => [];

    /// <summary>A game that has just been switched on: no frame has run.</summary>
    IGame Create();
}
