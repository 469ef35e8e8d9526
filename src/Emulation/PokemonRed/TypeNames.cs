namespace ActorInput.Emulation.PokemonRed;

/// <summary>The types of Pokémon by number.</summary>
internal static class TypeNames
{
    private static readonly NameTable Physical = new(0x00, "NORMAL, FIGHTING, FLYING, POISON, GROUND, ROCK, BIRD, BUG, GHOST");
    private static readonly NameTable Special = new(0x14, "FIRE, WATER, GRASS, ELECTRIC, PSYCHIC, ICE, DRAGON");

    /// <summary>Gets the name of a type; for a number without one, "TYPE" and the number in hexadecimal.</summary>
    /// <param name="type">The number.</param>
    public static string Of(byte type) => Physical[type] ?? Special[type] ?? $"TYPE {type:X2}";
}
