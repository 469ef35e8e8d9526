using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorInput.Contracts.Inputs;

/// <summary>
/// Parses inputs in two passes over the span: the first checks and counts, and the second fills an array of the exact size.
/// </summary>
internal static class InputParser
{
    public static bool TryParse(
        ReadOnlySpan<char> text, InputLimits limits, [NotNullWhen(true)] out InputSequence? input, out InputParseError error)
    {
        input = null;
        if (text.Length > limits.MaxTextLength)
        {
            error = new InputParseError(InputParseFault.TextTooLong, limits.MaxTextLength, 0, limits.MaxTextLength);
            return false;
        }

        if (!TryCount(text, limits, out var count, out error))
            return false;

        var steps = new InputStep[count];
        var filled = 0;
        var tokens = new InputTokenizer(text);
        while (tokens.Next(out var token))
        {
            ReadToken(token, limits, out var step, out var repeat);
            steps.AsSpan(filled, repeat).Fill(step);
            filled += repeat;
        }

        input = new InputSequence(steps);
        return true;
    }

    private static bool TryCount(ReadOnlySpan<char> text, InputLimits limits, out int count, out InputParseError error)
    {
        count = 0;
        long frames = 0;
        error = default;
        var tokens = new InputTokenizer(text);
        while (tokens.Next(out var token))
        {
            var start = tokens.Position - token.Length;
            var fault = ReadToken(token, limits, out var step, out var repeat);
            if (fault != InputParseFault.None)
            {
                var limit = fault == InputParseFault.BadRepeat ? limits.MaxPresses : limits.MaxFrames;
                error = new InputParseError(fault, start, token.Length, limit);
                return false;
            }

            // A repeat and a count are each at most MaxPresses, so neither sum can overflow.
            count += repeat;
            frames += step.NamedFrames * repeat;
            if (count > limits.MaxPresses)
                error = new InputParseError(InputParseFault.TooManyPresses, start, token.Length, limits.MaxPresses);
            else if (frames > limits.MaxFrames)
                error = new InputParseError(InputParseFault.TooManyFrames, start, token.Length, limits.MaxFrames);
            if (error.Fault != InputParseFault.None)
                return false;
        }

        if (count > 0)
            return true;
        error = new InputParseError(InputParseFault.Empty, 0, 0, 0);
        return false;
    }

    private static InputParseFault ReadToken(ReadOnlySpan<char> token, InputLimits limits, out InputStep step, out int repeat)
    {
        step = default;
        repeat = 1;
        var star = token.IndexOf('*');
        if (star >= 0)
        {
            if (!TryReadNumber(token[(star + 1)..], 1, limits.MaxPresses, out repeat))
                return InputParseFault.BadRepeat;
            token = token[..star];
        }

        int? wait = null;
        var slash = token.IndexOf('/');
        if (slash >= 0)
        {
            if (!TryReadNumber(token[(slash + 1)..], 0, limits.MaxFrames, out var named))
                return InputParseFault.BadWait;
            wait = named;
            token = token[..slash];
        }

        var frames = 0;
        var colon = token.IndexOf(':');
        if (colon >= 0 && !TryReadNumber(token[(colon + 1)..], 1, limits.MaxFrames, out frames))
            return InputParseFault.BadFrames;

        var name = colon >= 0 ? token[..colon] : token;
        if (name.Equals("WAIT", StringComparison.OrdinalIgnoreCase))
        {
            step = new InputStep(Button.None, frames);
            return wait is not null ? InputParseFault.BadWait : frames > 0 ? InputParseFault.None : InputParseFault.BadFrames;
        }

        var fault = ReadChord(name, out var buttons, out var held);
        step = new InputStep(buttons, frames) { Wait = wait, Held = held };
        return fault;
    }

    private static InputParseFault ReadChord(ReadOnlySpan<char> names, out Button buttons, out Button held)
    {
        buttons = Button.None;
        held = Button.None;
        while (true)
        {
            var plus = names.IndexOf('+');
            var name = plus < 0 ? names : names[..plus];
            var isHeld = name is ['[', .., ']'];
            if (!ButtonNames.TryParse(isHeld ? name[1..^1] : name, out var button))
                return InputParseFault.UnknownButton;
            if ((buttons & button) != Button.None)
                return InputParseFault.RepeatedButton;
            buttons |= button;
            held |= isHeld ? button : Button.None;
            if (plus < 0)
                return buttons.HasOpposing() ? InputParseFault.OpposingDirections : InputParseFault.None;
            names = names[(plus + 1)..];
        }
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, int least, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
