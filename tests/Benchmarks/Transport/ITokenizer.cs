namespace ActorInput.Benchmarks.Transport;

/// <summary>Splits the text of an input into its tokens.</summary>
internal interface ITokenizer
{
    /// <summary>Gives the next token; false when there is none.</summary>
    bool Next(out ReadOnlySpan<char> token);
}
