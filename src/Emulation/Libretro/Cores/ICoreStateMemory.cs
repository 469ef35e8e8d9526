using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// A game's memory in a savestate of its core. It knows the banks that are not switched in, and a state that was changed and loaded is a game
/// that was changed, whatever the core keeps of its memory elsewhere.
/// </summary>
internal interface ICoreStateMemory
{
    /// <inheritdoc cref="IGame.TryReadMemory"/>
    MemoryAccess Read(ReadOnlySpan<byte> state, int address, int? bank, Span<byte> destination);

    /// <summary>Changes the state. What it returns is as of <see cref="IGame.TryWriteMemory"/>; the state is of no use unless it was done.</summary>
    MemoryAccess Write(Span<byte> state, int address, int? bank, ReadOnlySpan<byte> bytes);
}
