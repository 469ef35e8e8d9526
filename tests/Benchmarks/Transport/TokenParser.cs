using System.Globalization;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// The product's parser with another tokenizer: the same two passes and the same reading of a token. The limits of the whole input are left out, which
/// only makes it quicker.
/// </summary>
internal static class TokenParser
{
    /// <summary>The steps of a text; null when it is no input.</summary>
    /// <param name="tokens">Splits the text, twice: it is copied.</param>
    /// <param name="limits">The limits of single tokens.</param>
    public static InputStep[]? Parse<T>(T tokens, InputLimits limits)
        where T : struct, ITokenizer, allows ref struct
    {
        var counter = tokens;
        var count = 0;
        while (counter.Next(out var token))
        {
            if (!Read(token, limits, out _, out var repeat))
                return null;
            count += repeat;
        }

        var steps = new InputStep[count];
        var filled = 0;
        while (tokens.Next(out var token))
        {
            Read(token, limits, out var step, out var repeat);
            steps.AsSpan(filled, repeat).Fill(step);
            filled += repeat;
        }

        return steps;
    }

    private static bool Read(ReadOnlySpan<char> token, InputLimits limits, out InputStep step, out int repeat)
    {
        (step, repeat) = (default, 1);
        int? wait = null;
        var frames = 0;
        if (token.IndexOf('*') is >= 0 and var star)
        {
            if (!Number(token[(star + 1)..], 1, limits.MaxPresses, out repeat))
                return false;
            token = token[..star];
        }

        if (token.IndexOf('/') is >= 0 and var slash)
        {
            if (!Number(token[(slash + 1)..], 0, limits.MaxFrames, out var named))
                return false;
            wait = named;
            token = token[..slash];
        }

        if (token.IndexOf(':') is >= 0 and var colon)
        {
            if (!Number(token[(colon + 1)..], 1, limits.MaxFrames, out frames))
                return false;
            token = token[..colon];
        }

        if (token.Equals("WAIT", StringComparison.OrdinalIgnoreCase))
        {
            step = new InputStep(Button.None, frames);
            return wait is null && frames > 0;
        }

        var isChord = ReadChord(token, out var buttons, out var held);
        step = new InputStep(buttons, frames) { Wait = wait, Held = held };
        return isChord;
    }

    private static bool ReadChord(ReadOnlySpan<char> names, out Button buttons, out Button held)
    {
        (buttons, held) = (Button.None, Button.None);
        while (true)
        {
            var plus = names.IndexOf('+');
            var name = plus < 0 ? names : names[..plus];
            var isHeld = name is ['[', .., ']'];
            if (!ButtonNames.TryParse(isHeld ? name[1..^1] : name, out var button) || (buttons & button) != Button.None)
                return false;
            buttons |= button;
            held |= isHeld ? button : Button.None;
            if (plus < 0)
                return !buttons.HasOpposing();
            names = names[(plus + 1)..];
        }
    }

    private static bool Number(ReadOnlySpan<char> digits, int least, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
