using System.Globalization;
using System.Text;

namespace ActorInput.Contracts.Inputs;

/// <summary>Writes steps as canonical text.</summary>
internal static class InputText
{
    /// <summary>An upper bound of the characters of one step and the space after it.</summary>
    public const int LongestStep = 64;

    public static string Write(ReadOnlySpan<InputStep> steps)
    {
        var text = new StringBuilder(steps.Length * 4);
        for (var i = 0; i < steps.Length;)
        {
            var run = 1;
            while (i + run < steps.Length && steps[i + run] == steps[i])
                run++;
            if (i > 0)
                text.Append(' ');
            AppendStep(text, steps[i]);
            if (run > 1)
                text.Append('*').Append(run.ToString(CultureInfo.InvariantCulture));
            i += run;
        }

        return text.ToString();
    }

    private static void AppendStep(StringBuilder text, InputStep step)
    {
        if (step.IsWait)
        {
            text.Append("WAIT");
        }
        else
        {
            var first = true;
            for (var bit = 0; bit < ButtonNames.All.Count; bit++)
            {
                if (((byte)step.Buttons & (1 << bit)) == 0)
                    continue;
                text.Append(first ? "" : "+");
                if (((byte)step.Held & (1 << bit)) != 0)
                    text.Append('[').Append(ButtonNames.All[bit]).Append(']');
                else
                    text.Append(ButtonNames.All[bit]);
                first = false;
            }
        }

        if (step.Frames > 0)
            text.Append(':').Append(step.Frames.ToString(CultureInfo.InvariantCulture));
        if (step.Wait is { } wait)
            text.Append('/').Append(wait.ToString(CultureInfo.InvariantCulture));
    }
}
