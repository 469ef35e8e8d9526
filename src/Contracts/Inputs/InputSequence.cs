using System.Diagnostics.CodeAnalysis;

namespace ActorInput.Contracts.Inputs;

/// <summary>
/// An input: one or more presses and waits, applied in order. Immutable. Two inputs are equal when their steps are equal, whatever their texts were.
/// </summary>
/// <remarks>
/// The grammar: tokens separated by spaces or commas, case ignored.
/// <code>
/// input  = token *( separator token )
/// token  = ( wait / press ) [ "*" count ]
/// wait   = "WAIT:" frames
/// press  = button *( "+" button ) [ ":" hold ] [ "/" wait ]
/// button = name / "[" name "]"
/// name   = "A" / "B" / "START" / "SELECT" / "UP" / "DOWN" / "LEFT" / "RIGHT"
/// </code>
/// A press goes down, is held for <c>hold</c> frames and released for <c>wait</c> frames; the emulator server sets the numbers that it does not name.
/// A button in brackets stays down in the frames of the wait too. A press that names no wait is followed by at least one frame in which its buttons
/// are released, so that two presses are never one; after <c>/0</c> a button that the next step presses too stays down. The canonical text is
/// upper-case, with one space between tokens, chords in the order of <see cref="Button"/>'s bits, and equal neighbours joined with <c>*</c>. Parsing
/// it gives an equal input.
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
    /// <exception cref="ArgumentException">
    /// There is no step, or a step is not allowed: a wait of less than one frame, a negative hold, opposite directions, a held button that is not
    /// pressed.
    /// </exception>
    public static InputSequence FromSteps(params ReadOnlySpan<InputStep> steps)
    {
        if (steps.IsEmpty)
            throw new ArgumentException("An input has at least one step.", nameof(steps));
        foreach (var step in steps)
        {
            if (step.Problem() is { } problem)
                throw new ArgumentException(problem, nameof(steps));
        }

        return new InputSequence(steps.ToArray());
    }

    /// <summary>Parses an input. Allocates only the result; on failure, only the text of the error, when it is asked for.</summary>
    /// <param name="text">The text, by the grammar above.</param>
    /// <param name="limits">The limits; see <see cref="InputLimits"/>.</param>
    /// <param name="input">The input, when the result is true.</param>
    /// <param name="error">What is wrong and where, when the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, InputLimits limits, [NotNullWhen(true)] out InputSequence? input, out InputParseError error) =>
        InputParser.TryParse(text, limits, out input, out error);

    /// <summary>Parses an input within the default limits.</summary>
    /// <exception cref="FormatException">The text is not an input; the message says which token, where, and what is allowed.</exception>
    public static InputSequence Parse(ReadOnlySpan<char> text) =>
        TryParse(text, InputLimits.Default, out var input, out var error) ? input : throw new FormatException(error.Describe(text));

    /// <summary>The same input, with this timing for presses that name none. Returns this instance when nothing changes.</summary>
    /// <param name="timing">Hold and wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">Hold or wait is out of its range.</exception>
    public InputSequence WithTiming(InputTiming timing)
    {
        if (timing.Problem() is { } problem)
            throw new ArgumentOutOfRangeException(nameof(timing), problem);
        if (timing == default)
            return this;
        var steps = new InputStep[_steps.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = timing.Apply(_steps[i]);
        return steps.AsSpan().SequenceEqual(_steps) ? this : new InputSequence(steps);
    }

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
