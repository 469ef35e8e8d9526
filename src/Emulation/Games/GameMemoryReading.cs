namespace ActorInput.Emulation.Games;

/// <summary>The common case of reading a game's memory.</summary>
public static class GameMemoryReading
{
    /// <summary>Copies memory as the game's processor sees it now; see <see cref="IGame.TryReadMemory"/>.</summary>
    /// <param name="game">The game.</param>
    /// <param name="address">First address.</param>
    /// <param name="destination">Takes as many bytes as it is long.</param>
    /// <returns>False when part of the range is not mapped; then nothing is promised of the destination.</returns>
    public static bool TryReadMemory(this IGame game, ushort address, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(game);
        return game.TryReadMemory(address, null, destination) == MemoryAccess.Done;
    }
}
