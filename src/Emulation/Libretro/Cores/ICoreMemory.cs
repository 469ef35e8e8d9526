using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>A game's memory in a running core, by the game's own addresses.</summary>
internal unsafe interface ICoreMemory
{
    /// <summary>Reads the core's descriptors, which are valid only during this call. The core sends them again when it is reset.</summary>
    void Map(RetroMemoryMap* map);

    /// <inheritdoc cref="IGame.TryReadMemory"/>
    MemoryAccess Read(int address, int? bank, Span<byte> destination);

    /// <inheritdoc cref="IGame.TryWriteMemory"/>
    MemoryAccess Write(int address, int? bank, ReadOnlySpan<byte> bytes);
}
