namespace ActorInput.Contracts.Inputs;

/// <summary>How large an input and a batch may be. An input or batch that exceeds a limit is refused as a whole, before anything is sent.</summary>
public sealed record InputLimits
{
    /// <summary>The default limits.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>Most steps (presses and waits) in one input. Default 1,000; 1 to 100,000.</summary>
    public int MaxPresses { get; init; } = 1_000;

    /// <summary>
    /// Most frames that one input may name, in waits, holds and the waits after presses together. Default 100,000 (28 minutes of game time); 1 to
    /// 10,000,000. Frames that a press leaves to the emulator server do not count.
    /// </summary>
    public int MaxFrames { get; init; } = 100_000;

    /// <summary>Most inputs in one batch. Default 64; 1 to 1,024.</summary>
    public int MaxBatchInputs { get; init; } = 64;

    /// <summary>Most characters in the text of one input. Default 16,384; 1 to 1,048,576.</summary>
    public int MaxTextLength { get; init; } = 16_384;

    /// <summary>
    /// Says which limit an input exceeds; null when it exceeds none. For inputs that were not parsed within these limits, or whose timing was set
    /// afterwards. The length of the canonical text counts, because the emulator server gets that text.
    /// </summary>
    /// <param name="input">The input.</param>
    public string? Problem(InputSequence input)
    {
        if (input.Count > MaxPresses)
            return $"the input has {input.Count} presses; at most {MaxPresses} are allowed.";
        long frames = 0;
        foreach (var step in input.Steps)
            frames += step.NamedFrames;
        if (frames > MaxFrames)
            return $"the input names {frames} frames; at most {MaxFrames} are allowed.";
        // The text is made only if it could be too long.
        return (long)input.Count * InputText.LongestStep > MaxTextLength && input.ToString().Length is var length && length > MaxTextLength
            ? $"the input has {length} characters with its holds and waits; at most {MaxTextLength} are allowed."
            : null;
    }
}
