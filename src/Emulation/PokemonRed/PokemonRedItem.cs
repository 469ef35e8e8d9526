namespace ActorInput.Emulation.PokemonRed;

/// <summary>A kind of item in the player's bag.</summary>
/// <param name="Name">The name as the game writes it, such as "POKé BALL" or "TM28".</param>
/// <param name="Quantity">How many there are, 0 to 255; the game itself keeps to 1 to 99.</param>
public sealed record PokemonRedItem(string Name, int Quantity);
