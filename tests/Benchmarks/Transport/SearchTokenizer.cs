using System.Buffers;

namespace ActorInput.Benchmarks.Transport;

/// <summary>Splits by <see cref="SearchValues{T}"/>, which look at 16 or 32 characters at once, from each token's begin.</summary>
internal ref struct SearchTokenizer(ReadOnlySpan<char> text) : ITokenizer
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\r\n,");
    private ReadOnlySpan<char> _rest = text;

    public bool Next(out ReadOnlySpan<char> token)
    {
        var start = _rest.IndexOfAnyExcept(Separators);
        if (start < 0)
        {
            token = default;
            return false;
        }

        _rest = _rest[start..];
        var length = _rest.IndexOfAny(Separators);
        token = length < 0 ? _rest : _rest[..length];
        _rest = _rest[token.Length..];
        return true;
    }
}
