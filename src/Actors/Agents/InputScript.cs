using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The text of a script: one input a line, or several separated by <c>;</c>. A comment goes from <c>#</c> to the end of the line; empty lines are
/// ignored.
/// </summary>
internal static class InputScript
{
    /// <summary>Parses a script.</summary>
    /// <exception cref="EmulatorPoolException">A line is not an input, or there are none or too many.</exception>
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
