namespace ActorInput.Contracts.Inputs;

/// <summary>Why a text is not an input: the fault, where its token starts (0-based) and how long it is.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Position">Index of the first character of the token at fault.</param>
/// <param name="Length">Characters of that token.</param>
/// <param name="Limit">The limit that was exceeded; 0 if none was.</param>
public readonly record struct InputParseError(InputParseFault Fault, int Position, int Length, int Limit)
{
    private const int ShownTokenLength = 40;

    /// <summary>One sentence: the token, its position and what is allowed.</summary>
    /// <param name="text">The text that was parsed.</param>
    public string Describe(ReadOnlySpan<char> text)
    {
        var shown = text.Slice(Math.Min(Position, text.Length), Math.Min(Length, Math.Max(0, text.Length - Position)));
        var token = shown.Length > ShownTokenLength ? $"{shown[..ShownTokenLength]}…" : shown.ToString();
        return Fault switch
        {
            InputParseFault.None => "The input is well formed.",
            InputParseFault.Empty => "The input is empty; give at least one of A, B, START, SELECT, UP, DOWN, LEFT, RIGHT or WAIT:frames.",
            InputParseFault.TextTooLong => $"The input has {text.Length} characters; at most {Limit} are allowed.",
            InputParseFault.UnknownButton =>
                $"'{token}' at position {Position} is not a button; allowed are A, B, START, SELECT, UP, DOWN, LEFT, RIGHT, joined by + (A+B), "
                + "held for frames (A:12), with a wait after (A:12/30), staying down in it ([RIGHT]+A), repeated (RIGHT*5), and WAIT:frames.",
            InputParseFault.RepeatedButton => $"'{token}' at position {Position} names a button twice; each button once in a chord.",
            InputParseFault.OpposingDirections =>
                $"'{token}' at position {Position} presses opposite directions together, which a D-pad cannot; take LEFT or RIGHT, UP or DOWN.",
            InputParseFault.BadFrames => $"'{token}' at position {Position} needs a whole number of frames after ':', 1 to {Limit}.",
            InputParseFault.BadWait =>
                $"'{token}' at position {Position} needs a whole number of frames after '/', 0 to {Limit}; only a press has one.",
            InputParseFault.BadRepeat => $"'{token}' at position {Position} needs a whole number after '*', 1 to {Limit}.",
            InputParseFault.TooManyPresses => $"'{token}' at position {Position} makes more than {Limit} presses; split the input.",
            InputParseFault.TooManyFrames => $"'{token}' at position {Position} makes more than {Limit} frames; split the input.",
            _ => $"'{token}' at position {Position} is not understood.",
        };
    }
}
