using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// A game's memory in a savestate of its core. It includes banks that are not selected. A change in the state is a change of the game once the state
/// is loaded, wherever else the core keeps copies of the memory.
/// </summary>
internal interface ICoreStateMemory
{
    /// <inheritdoc cref="IGame.TryReadMemory"/>
    MemoryAccess Read(ReadOnlySpan<byte> state, int address, int? bank, Span<byte> destination);

    /// <summary>
    /// Changes the state. Returns what <see cref="IGame.TryWriteMemory"/> returns; if that is not <see cref="MemoryAccess.Done"/>, the state must not
    /// be used.
    /// </summary>
    MemoryAccess Write(Span<byte> state, int address, int? bank, ReadOnlySpan<byte> bytes);
}
