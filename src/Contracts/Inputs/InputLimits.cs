namespace ActorInput.Contracts.Inputs;

/// <summary>How large an input and a batch may be. What exceeds a limit is refused whole, before anything is sent.</summary>
public sealed record InputLimits
{
    /// <summary>The limits that hold where nothing else is configured.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>Most steps (presses and waits) in one input. Default 1,000; 1 to 100,000.</summary>
    public int MaxPresses { get; init; } = 1_000;

    /// <summary>
    /// Most frames that one input may name, in waits and holds together. Default 100,000 (28 minutes of game time); 1 to 10,000,000.
    /// The frames of a press that names no hold do not count: they are the emulator server's affair.
    /// </summary>
    public int MaxFrames { get; init; } = 100_000;

    /// <summary>Most inputs in one batch. Default 64; 1 to 1,024.</summary>
    public int MaxBatchInputs { get; init; } = 64;

    /// <summary>Most characters in the text of one input. Default 16,384; 1 to 1,048,576.</summary>
    public int MaxTextLength { get; init; } = 16_384;
}
