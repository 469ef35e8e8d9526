namespace ActorInput.Emulation.Gym;

/// <summary>The fields that pokemon-gym's answers give about the game, with its names. The default of each member is its empty value.</summary>
public sealed record GymGameFields
{
    /// <summary>All fields empty, for a cartridge that no reader knows.</summary>
    public static GymGameFields Empty { get; } = new();

    /// <summary><c>player_name</c>.</summary>
    public string PlayerName { get; init; } = "";

    /// <summary><c>rival_name</c>.</summary>
    public string RivalName { get; init; } = "";

    /// <summary><c>money</c>, in the game's currency.</summary>
    public int Money { get; init; }

    /// <summary><c>location</c>: the map's name with spaces, as in <c>PALLET TOWN</c>.</summary>
    public string Location { get; init; } = "";

    /// <summary>The first of <c>coordinates</c>: tiles from the left of the map.</summary>
    public int X { get; init; }

    /// <summary>The second of <c>coordinates</c>: tiles from the top of the map.</summary>
    public int Y { get; init; }

    /// <summary><c>badges</c>: the names of those earned.</summary>
    public IReadOnlyList<string> Badges { get; init; } = [];

    /// <summary><c>valid_moves</c>: the directions that are free, of <c>up</c>, <c>down</c>, <c>left</c>, <c>right</c>.</summary>
    public IReadOnlyList<string> ValidMoves { get; init; } = [];

    /// <summary><c>inventory</c>.</summary>
    public IReadOnlyList<GymItem> Inventory { get; init; } = [];

    /// <summary><c>dialog</c>: the text on the screen; null when there is none.</summary>
    public string? Dialog { get; init; }

    /// <summary><c>pokemons</c>: the party, in order.</summary>
    public IReadOnlyList<GymPokemon> Pokemons { get; init; } = [];

    /// <summary><c>collision_map</c>: the surroundings as text; null when there is none.</summary>
    public string? CollisionMap { get; init; }

    /// <summary>
    /// The milestones that the game has reached. The session remembers each one once, by kind and name: the sum of their points is <c>score</c>, and
    /// their names are the lists of <c>/evaluate</c> and <c>/stop</c>.
    /// </summary>
    public IReadOnlyList<GymMilestone> Milestones { get; init; } = [];
}
