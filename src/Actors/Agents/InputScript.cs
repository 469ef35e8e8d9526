using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The text of a script: an input a line, or several with <c>;</c> between. From <c>#</c> to the end of the line is a comment; empty lines
/// count for nothing.
/// </summary>
internal static class InputScript
{
    /// <summary>Reads a script.</summary>
    /// <exception cref="EmulatorPoolException">A line is no input, or there are none or too many.</exception>
    public static InputBatch Parse(string text, InputLimits limits)
    {
        var inputs = new List<InputSequence>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var comment = line.IndexOf('#');
            var code = comment < 0 ? line : line[..comment];
            foreach (var part in code.Split(';'))
            {
                var input = code[part].Trim();
                if (input.IsEmpty)
                    continue;
                if (!InputSequence.TryParse(input, limits, out var sequence, out var error))
                    throw Invalid($"line {number} of the script: {error.Describe(input)}");
                inputs.Add(sequence);
            }
        }

        return inputs.Count > 0 && inputs.Count <= limits.MaxBatchInputs ? InputBatch.Of(inputs) : throw Invalid(
            $"The script has {inputs.Count} inputs; 1 to {limits.MaxBatchInputs} are allowed (Limits:MaxBatchInputs). One line may hold many "
            + "presses (RIGHT*20 A), and a lease lets you send several batches to one emulator.");
    }

    private static EmulatorPoolException Invalid(string problem) => new(ReplyCode.InvalidRequest, problem);
}
