namespace ActorInput.Emulation.PokemonRed;

/// <summary>Recognises the cartridges that <see cref="PokemonRedMemory"/> can read.</summary>
public static class PokemonRedCartridge
{
    private const int TitleAddress = 0x134;
    private const int TitleLength = 16;

    /// <summary>
    /// Tells by the title in its header (0x134) whether a cartridge is Pokémon Red or Blue. Some translated versions have the same title but another
    /// memory layout: reading them gives wrong fields, but never fails.
    /// </summary>
    /// <param name="rom">The cartridge; may be too short to be one.</param>
    public static bool IsMatch(ReadOnlySpan<byte> rom)
    {
        if (rom.Length < TitleAddress + TitleLength)
            return false;
        // The title is padded with zeros; the last byte of its field is the colour flag, which is zero for these.
        var title = rom.Slice(TitleAddress, TitleLength).TrimEnd((byte)0);
        return title.SequenceEqual("POKEMON RED"u8) || title.SequenceEqual("POKEMON BLUE"u8);
    }
}
