namespace ActorInput.Emulation.Games;

/// <summary>Makes games of one cartridge. Thread-safe.</summary>
public interface IGameFactory : IDisposable
{
    /// <summary>The cartridge's bytes.</summary>
    ReadOnlyMemory<byte> Cartridge { get; }

    /// <summary>A game that has just been switched on: no frame has run.</summary>
    IGame Create();
}
