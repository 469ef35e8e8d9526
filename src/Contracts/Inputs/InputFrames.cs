namespace ActorInput.Contracts.Inputs;

/// <summary>Estimates how many frames an input takes, to compare how much work emulators have. No promise: a server may use other times.</summary>
public static class InputFrames
{
    /// <summary>Frames of a press that names no hold, as pokemon-gym holds it.</summary>
    public const int DefaultHold = 10;

    /// <summary>Frames that pass after a press, as pokemon-gym waits.</summary>
    public const int AfterPress = 120;

    /// <summary>The estimate for an input.</summary>
    public static long Of(InputSequence input)
    {
        long frames = 0;
        foreach (var step in input.Steps)
            frames += step.IsWait ? step.Frames : (step.Frames > 0 ? step.Frames : DefaultHold) + AfterPress;
        return frames;
    }

    /// <summary>The estimate for all inputs of a batch.</summary>
    public static long Of(InputBatch batch)
    {
        long frames = 0;
        foreach (var input in batch.Inputs)
            frames += Of(input);
        return frames;
    }
}
