using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Sessions;

/// <summary>What an open session knows of its server and game.</summary>
/// <param name="Dialect"><c>actorinput</c>, <c>gym</c> or <c>direct</c>.</param>
/// <param name="Epoch">The epoch under which this session writes: higher than any owner's before.</param>
/// <param name="Cartridge">The cartridge's title, where the server tells; otherwise null.</param>
/// <param name="Game">
/// Names this life of the game, where the server tells: another value means that the game started anew. Otherwise null.
/// </param>
/// <param name="OrderedResults">Whether a request with several inputs is answered with a result for each.</param>
public sealed record SessionInfo(string Dialect, long Epoch, string? Cartridge, string? Game, bool OrderedResults)
{
    /// <summary>The cartridge and core that the game's saved states belong to; null if the server does not give them.</summary>
    public GameIdentity? Identity { get; init; }

    /// <summary>
    /// Why the server says that its saved states cannot be trusted; null if it does not say so. A game may then go on differently after a restore or a
    /// move.
    /// </summary>
    public string? StateProblem { get; init; }
}
