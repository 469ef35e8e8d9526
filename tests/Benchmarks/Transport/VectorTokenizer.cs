using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// Splits by a bit mask of separators for 16 characters at a time, made once for each block: a token's begin and end are the next zero and the next one.
/// </summary>
internal ref struct VectorTokenizer : ITokenizer
{
    private const int Block = 16;
    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _blockStart = -Block;
    private uint _separators;

    public VectorTokenizer(ReadOnlySpan<char> text) => _text = text;

    public bool Next(out ReadOnlySpan<char> token)
    {
        var start = Find(_position, isSeparator: false);
        _position = Find(start, isSeparator: true);
        token = _text[start.._position];
        return !token.IsEmpty;
    }

    /// <summary>The first index from there that is a separator, or that is none; the text's length when there is none.</summary>
    private int Find(int from, bool isSeparator)
    {
        while (from < _text.Length)
        {
            if (from >= _blockStart + Block)
                Load(from);
            var mask = (isSeparator ? _separators : ~_separators & 0xFFFF) >> (from - _blockStart);
            if (mask != 0)
                return Math.Min(_text.Length, from + BitOperations.TrailingZeroCount(mask));
            from = _blockStart + Block;
        }

        return _text.Length;
    }

    private void Load(int from)
    {
        _blockStart = from;
        _separators = from + Block <= _text.Length ? Mask(ref MemoryMarshal.GetReference(_text[from..])) : MaskOfTail(_text[from..]);
    }

    private static uint Mask(ref char start)
    {
        ref var units = ref System.Runtime.CompilerServices.Unsafe.As<char, ushort>(ref start);
        // A character above 255 becomes 255, which is no separator.
        var bytes = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref units), Vector128.LoadUnsafe(ref units, Block / 2));
        var separators = Vector128.Equals(bytes, Vector128.Create((byte)' ')) | Vector128.Equals(bytes, Vector128.Create((byte)','))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128.Create((byte)'\r'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\t'));
        return separators.ExtractMostSignificantBits();
    }

    private static uint MaskOfTail(ReadOnlySpan<char> tail)
    {
        var mask = 0u;
        for (var i = 0; i < tail.Length; i++)
            mask |= tail[i] is ' ' or ',' or '\n' or '\r' or '\t' ? 1u << i : 0;
        return mask;
    }
}
