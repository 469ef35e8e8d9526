using System.Collections.Immutable;

namespace ActorInput.Contracts.Inputs;

/// <summary>Inputs for one emulator, sent together and applied in order. Immutable, never empty.</summary>
public sealed class InputBatch
{
    private InputBatch(ImmutableArray<InputSequence> inputs) => Inputs = inputs;

    /// <summary>The inputs in order.</summary>
    public ImmutableArray<InputSequence> Inputs { get; }

    /// <summary>Presses and waits of all inputs together.</summary>
    public int Steps => Inputs.Sum(input => input.Count);

    /// <summary>A batch of these inputs.</summary>
    /// <exception cref="ArgumentException">There is no input. How many there may be is the receiver's limit.</exception>
    public static InputBatch Of(params IEnumerable<InputSequence> inputs)
    {
        ImmutableArray<InputSequence> all = [.. inputs];
        return all.IsEmpty ? throw new ArgumentException("A batch has at least one input.", nameof(inputs)) : new InputBatch(all);
    }

    /// <summary>The same inputs, with this timing for presses that name none.</summary>
    /// <param name="timing">Hold and wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">Hold or wait is out of its range.</exception>
    public InputBatch WithTiming(InputTiming timing) => new([.. Inputs.Select(input => input.WithTiming(timing))]);

    /// <summary>Says which input exceeds a limit, and how; null when none does. Does not check the number of inputs.</summary>
    /// <param name="limits">The limits of one input.</param>
    public string? Problem(InputLimits limits)
    {
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (limits.Problem(Inputs[i]) is { } problem)
                return $"inputs[{i}]: {problem}";
        }

        return null;
    }

    /// <summary>
    /// Parses a batch of texts. False when a text is not an input, or when there are none or too many; the problem says which and
    /// why.
    /// </summary>
    public static bool TryParse(IReadOnlyList<string> texts, InputLimits limits, out InputBatch? batch, out string problem)
    {
        batch = null;
        if (texts.Count == 0 || texts.Count > limits.MaxBatchInputs)
        {
            problem = $"inputs has {texts.Count} entries; 1 to {limits.MaxBatchInputs} are allowed.";
            return false;
        }

        var inputs = ImmutableArray.CreateBuilder<InputSequence>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!InputSequence.TryParse(texts[i], limits, out var input, out var error))
            {
                problem = $"inputs[{i}]: {error.Describe(texts[i])}";
                return false;
            }

            inputs.Add(input);
        }

        batch = new InputBatch(inputs.MoveToImmutable());
        problem = "";
        return true;
    }
}
