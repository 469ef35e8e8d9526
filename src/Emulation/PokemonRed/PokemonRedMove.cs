namespace ActorInput.Emulation.PokemonRed;

/// <summary>A move that a Pokémon knows.</summary>
/// <param name="Name">The name in capitals, such as "TAIL WHIP".</param>
/// <param name="Pp">How often it can still be used, 0 to 63.</param>
public sealed record PokemonRedMove(string Name, int Pp);
