namespace ActorInput.Emulation.Gym;

/// <summary>One entry of <c>pokemons</c>.</summary>
/// <param name="Nickname">What its trainer calls it.</param>
/// <param name="Species">Its species' name.</param>
/// <param name="Level">1 to 100.</param>
/// <param name="CurrentHp">Hit points left; written as <c>hp.current</c>.</param>
/// <param name="MaxHp">Hit points at most; written as <c>hp.max</c>.</param>
/// <param name="Types">One or two names of types.</param>
/// <param name="Moves">Up to four moves, in order.</param>
/// <param name="Status">The name of its condition; null when it has none.</param>
public sealed record GymPokemon(
    string Nickname,
    string Species,
    int Level,
    int CurrentHp,
    int MaxHp,
    IReadOnlyList<string> Types,
    IReadOnlyList<GymMove> Moves,
    string? Status);
