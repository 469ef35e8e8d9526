namespace ActorInput.Benchmarks.Transport;

/// <summary>Splits by a search for each token's begin and end, as the product's parser did before its own tokenizer.</summary>
internal ref struct PlainTokenizer(ReadOnlySpan<char> text) : ITokenizer
{
    private const string Separators = " \t\r\n,";
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
