using System.Diagnostics.CodeAnalysis;

namespace ActorInput.Contracts.Inputs;

/// <summary>
/// An input: one or more presses and waits, applied in order. Immutable; equal when the steps are equal, however they were written.
/// </summary>
/// <remarks>
/// The grammar: tokens apart by spaces or commas, case ignored.
/// <code>
/// input  = token *( separator token )
/// token  = ( wait / press ) [ "*" count ]
/// wait   = "WAIT:" frames
/// press  = button *( "+" button ) [ ":" frames ]
/// button = "A" / "B" / "START" / "SELECT" / "UP" / "DOWN" / "LEFT" / "RIGHT"
/// </code>
/// The canonical text is upper-case, one space between tokens, chords in the order of <see cref="Button"/>'s bits, equal
/// neighbours gathered with <c>*</c>: parsing it gives an equal input.
/// </remarks>
public sealed class InputSequence : IEquatable<InputSequence>
{
    private readonly InputStep[] _steps;
    private string? _text;

    internal InputSequence(InputStep[] steps) => _steps = steps;

    /// <summary>The steps in order, repeats written out.</summary>
    public ReadOnlySpan<InputStep> Steps => _steps;

    /// <summary>How many steps (presses and waits) there are: the n of "applied k of n".</summary>
    public int Count => _steps.Length;

    /// <summary>An input of the given steps.</summary>
    /// <exception cref="ArgumentException">There is no step, or a wait of less than one frame, or a negative hold.</exception>
    public static InputSequence FromSteps(params ReadOnlySpan<InputStep> steps)
    {
        if (steps.IsEmpty)
            throw new ArgumentException("An input has at least one step.", nameof(steps));
        foreach (var step in steps)
        {
            if (step.Frames < (step.IsWait ? 1 : 0))
                throw new ArgumentException($"A wait takes at least 1 frame and a hold cannot be negative; got {step.Frames}.", nameof(steps));
        }

        return new InputSequence(steps.ToArray());
    }

    /// <summary>Reads an input. Allocates the result and nothing else; on failure, only the text of the error once it is asked for.</summary>
    /// <param name="text">The text, by the grammar above.</param>
    /// <param name="limits">What is too large; see <see cref="InputLimits"/>.</param>
    /// <param name="input">The input, when the result is true.</param>
    /// <param name="error">What is wrong and where, when the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, InputLimits limits, [NotNullWhen(true)] out InputSequence? input, out InputParseError error) =>
        InputParser.TryParse(text, limits, out input, out error);

    /// <summary>Reads an input within the default limits.</summary>
    /// <exception cref="FormatException">The text is not an input; the message says which token, where, and what is allowed.</exception>
    public static InputSequence Parse(ReadOnlySpan<char> text) =>
        TryParse(text, InputLimits.Default, out var input, out var error) ? input : throw new FormatException(error.Describe(text));

    /// <summary>The canonical text, made once.</summary>
    public override string ToString() => _text ??= InputText.Write(_steps);

    /// <inheritdoc/>
    public bool Equals(InputSequence? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InputSequence);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var step in _steps)
            hash.Add(step);
        return hash.ToHashCode();
    }
}
