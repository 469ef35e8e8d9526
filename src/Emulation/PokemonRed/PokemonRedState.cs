namespace ActorInput.Emulation.PokemonRed;

/// <summary>The state of a game of Pokémon Red or Blue at one moment, as its memory has it, in pokemon-gym's words.</summary>
public sealed record PokemonRedState
{
    /// <summary>Gets the player's name, at most 11 codes long.</summary>
    public required string PlayerName { get; init; }

    /// <summary>Gets the rival's name.</summary>
    public required string RivalName { get; init; }

    /// <summary>Gets the money, 0 to 999999 as long as the game runs in order.</summary>
    public required int Money { get; init; }

    /// <summary>Gets the place, such as "PALLET TOWN".</summary>
    public required string Location { get; init; }

    /// <summary>Gets the place as an evaluation counts it: <see cref="Location"/> with underscores, such as "PALLET_TOWN".</summary>
    public string LocationKey => Location.Replace(' ', '_');

    /// <summary>Gets the column in the map, from 0 at the left, in steps.</summary>
    public required int X { get; init; }

    /// <summary>Gets the row in the map, from 0 at the top, in steps.</summary>
    public required int Y { get; init; }

    /// <summary>Gets the badges won, in the order of the game, such as "BOULDER".</summary>
    public required IReadOnlyList<string> Badges { get; init; }

    /// <summary>Gets the bag, in its order; at most 20 kinds.</summary>
    public required IReadOnlyList<PokemonRedItem> Inventory { get; init; }

    /// <summary>Gets the party, in its order; at most six.</summary>
    public required IReadOnlyList<PokemonRedPokemon> Party { get; init; }

    /// <summary>Gets the lines of the text box at the foot of the screen, separated by line feeds; null when none is open or it is empty.</summary>
    public required string? Dialog { get; init; }

    /// <summary>
    /// Gets a drawing of where the player can walk on the screen, with its legend; null in a battle, before a map is loaded, and when no
    /// cartridge was given to read the rules of the map from.
    /// </summary>
    public required string? CollisionMap { get; init; }

    /// <summary>
    /// Gets the directions ("up", "down", "left", "right") in which neither the ground nor a person blocks the next step; empty where
    /// <see cref="CollisionMap"/> is null.
    /// </summary>
    public required IReadOnlyList<string> ValidMoves { get; init; }
}
