namespace ActorInput.Emulation.PokemonRed;

/// <summary>Names by number, from a text that lists them in order: separated by commas or line ends, a lone "-" where a number has none.</summary>
internal sealed class NameTable
{
    private readonly string[] _names;
    private readonly int _first;

    /// <summary>Reads the list.</summary>
    /// <param name="first">The number of the first name.</param>
    /// <param name="names">The list.</param>
    public NameTable(int first, string names)
    {
        _first = first;
        _names = names.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Gets the name of a number, or null if it has none.</summary>
    /// <param name="number">Any number.</param>
    public string? this[int number]
    {
        get
        {
            var index = number - _first;
            return index >= 0 && index < _names.Length && _names[index] is not "-" ? _names[index] : null;
        }
    }
}
