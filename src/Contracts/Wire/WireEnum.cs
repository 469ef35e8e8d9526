using System.Runtime.CompilerServices;

namespace ActorInput.Contracts.Wire;

/// <summary>
/// One enum and its numbers in the wire format, for both directions. A number that is not listed is refused: a guess at what a newer node meant
/// could turn "not applied" into "applied".
/// </summary>
/// <typeparam name="TEnum">The enum in C#, with values from 0.</typeparam>
/// <typeparam name="TWire">The enum of the wire format, with numbers from 0.</typeparam>
internal sealed class WireEnum<TEnum, TWire>
    where TEnum : struct, Enum
    where TWire : struct, Enum
{
    private readonly string _field;
    private readonly TWire?[] _numbers;
    private readonly TEnum?[] _values;

    /// <summary>Makes the table.</summary>
    /// <param name="field">The field of this enum, for error texts.</param>
    /// <param name="pairs">The values and their numbers. A value may have several numbers: all are read, the first is written. A number has one
    /// value.</param>
    /// <exception cref="ArgumentException">A number is listed twice.</exception>
    public WireEnum(string field, ReadOnlySpan<(TEnum Value, TWire Number)> pairs)
    {
        _field = field;
        var (values, numbers) = (0, 0);
        foreach (var (value, number) in pairs)
            (values, numbers) = (Math.Max(values, Index(value) + 1), Math.Max(numbers, Index(number) + 1));
        _numbers = new TWire?[values];
        _values = new TEnum?[numbers];
        foreach (var (value, number) in pairs)
        {
            if (_values[Index(number)] is not null)
                throw new ArgumentException($"{number} is listed twice.", nameof(pairs));
            _values[Index(number)] = value;
            _numbers[Index(value)] ??= number;
        }
    }

    /// <summary>The number of a value.</summary>
    /// <exception cref="WireFormatException">The value has no number.</exception>
    public TWire Write(TEnum value) => (uint)Index(value) < (uint)_numbers.Length && _numbers[Index(value)] is { } number
        ? number
        : throw new WireFormatException($"{typeof(TEnum).Name} {value} has no number in the wire format.");

    /// <summary>The value of a number.</summary>
    /// <exception cref="WireFormatException">The number is unknown, or it is 0 and 0 has no meaning.</exception>
    public TEnum Read(TWire number) => (uint)Index(number) < (uint)_values.Length && _values[Index(number)] is { } value
        ? value
        : throw new WireFormatException(Index(number) == 0 ? $"{_field} is missing." : $"{_field} is {Index(number)}, which this version does not know.");

    private static int Index<T>(T value)
        where T : struct, Enum => Unsafe.BitCast<T, int>(value);
}
