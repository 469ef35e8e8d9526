namespace ActorInput.Emulation.Gym;

/// <summary>One move of a <see cref="GymPokemon"/>.</summary>
/// <param name="Name">The move's name.</param>
/// <param name="Pp">How often it can still be used.</param>
public sealed record GymMove(string Name, int Pp);
