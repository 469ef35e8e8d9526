namespace ActorInput.Emulation.PokemonRed;

/// <summary>A Pokémon of the player's party.</summary>
public sealed record PokemonRedPokemon
{
    /// <summary>Gets the name the player gave it, or that of its species.</summary>
    public required string Nickname { get; init; }

    /// <summary>Gets the species in capitals, such as "CHARMANDER".</summary>
    public required string Species { get; init; }

    /// <summary>Gets the level, 0 to 255; the game itself keeps to 1 to 100.</summary>
    public required int Level { get; init; }

    /// <summary>Gets the hit points left, 0 to 65535.</summary>
    public required int CurrentHp { get; init; }

    /// <summary>Gets the hit points when in full health, 0 to 65535.</summary>
    public required int MaxHp { get; init; }

    /// <summary>Gets one or two types in capitals.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Gets the moves it knows, at most four.</summary>
    public required IReadOnlyList<PokemonRedMove> Moves { get; init; }

    /// <summary>Gets "SLEEP", "POISON", "BURN", "FREEZE" or "PARALYSIS", or null when it is well.</summary>
    public required string? Status { get; init; }
}
