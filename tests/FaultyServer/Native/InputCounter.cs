namespace ActorInput.Faults.Native;

/// <summary>
/// Counts the steps and frames of an input's text without checking its buttons, for benchmarks, where the server must cost as little as possible and
/// the presses do not matter. If recording is on, the real grammar is used.
/// </summary>
internal static class InputCounter
{
    /// <summary>Frames of a press that names no hold; as a pokemon-gym holds it.</summary>
    public const int HoldFrames = 10;

    /// <summary>Frames that pass after a press that names no wait.</summary>
    public const int WaitFrames = 120;

    public static void Count(ReadOnlySpan<byte> text, out int steps, out int frames)
    {
        steps = 0;
        frames = 0;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at++];
            if (IsSeparator(c))
                continue;
            var isWait = (c | 0x20) == 'w';
            var named = 0;
            var after = WaitFrames;
            var repeat = 1;
            while (at < text.Length && !IsSeparator(c = text[at]))
            {
                at++;
                if (c == ':')
                    named = Number(text, ref at);
                else if (c == '/')
                    after = Number(text, ref at);
                else if (c == '*')
                    repeat = Number(text, ref at);
            }

            steps += repeat;
            frames += repeat * (isWait ? named : after + (named == 0 ? HoldFrames : named));
        }
    }

    private static bool IsSeparator(byte c) => c is (byte)' ' or (byte)',' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static int Number(ReadOnlySpan<byte> text, ref int at)
    {
        var number = 0;
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            number = Math.Min(1_000_000, (number * 10) + (text[at] - '0'));
        return number;
    }
}
