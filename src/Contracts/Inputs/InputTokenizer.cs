using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorInput.Contracts.Inputs;

/// <summary>
/// Splits the text of an input into its tokens. It compares 16 characters at a time with the separators and keeps the results as the bits of a mask, where
/// it then looks up the begins and ends of tokens: tokens are short, so a search of its own for each begin and end costs more than it finds.
/// </summary>
internal ref struct InputTokenizer
{
    private const int Block = 16;
    private const uint AllOfBlock = (1u << Block) - 1;
    private readonly ReadOnlySpan<char> _text;
    private int _blockStart = -Block;
    private uint _separators;

    public InputTokenizer(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Where the last token ends; 0 at first.</summary>
    public int Position { get; private set; }

    /// <summary>Gives the next token; false when there is none.</summary>
    public bool Next(out ReadOnlySpan<char> token)
    {
        var start = Find(Position, isSeparator: false);
        Position = Find(start, isSeparator: true);
        token = _text[start..Position];
        return !token.IsEmpty;
    }

    /// <summary>The first index at or after <paramref name="from"/> that is a separator, or that is none; the text's length if there is no such index.</summary>
    private int Find(int from, bool isSeparator)
    {
        while (from < _text.Length)
        {
            if (from >= _blockStart + Block)
                Load(from);
            var found = (isSeparator ? _separators : ~_separators & AllOfBlock) >> (from - _blockStart);
            if (found != 0)
                return Math.Min(_text.Length, from + BitOperations.TrailingZeroCount(found));
            from = _blockStart + Block;
        }

        return _text.Length;
    }

    private void Load(int from)
    {
        _blockStart = from;
        _separators = from + Block <= _text.Length ? SeparatorsOf(ref MemoryMarshal.GetReference(_text[from..])) : SeparatorsOfTail(_text[from..]);
    }

    private static uint SeparatorsOf(ref char start)
    {
        ref var units = ref Unsafe.As<char, ushort>(ref start);
        // Saturation: a character above 255 becomes 255, which is no separator. Without it U+0120 would become a space.
        var bytes = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref units), Vector128.LoadUnsafe(ref units, Block / 2));
        var separators = Vector128.Equals(bytes, Vector128.Create((byte)' ')) | Vector128.Equals(bytes, Vector128.Create((byte)','))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128.Create((byte)'\r'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\t'));
        return separators.ExtractMostSignificantBits();
    }

    private static uint SeparatorsOfTail(ReadOnlySpan<char> tail)
    {
        var separators = 0u;
        for (var i = 0; i < tail.Length; i++)
            separators |= tail[i] is ' ' or ',' or '\n' or '\r' or '\t' ? 1u << i : 0;
        return separators;
    }
}
