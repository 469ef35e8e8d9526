namespace ActorInput.Contracts.Inputs;

/// <summary>Estimates how many frames an input takes, to compare how busy emulators are. It is not exact: a server may use other times.</summary>
public static class InputFrames
{
    /// <summary>Frames of a press that names no hold, as pokemon-gym holds it.</summary>
    public const int DefaultHold = 10;

    /// <summary>Frames that pass after a press that names no wait, as pokemon-gym waits.</summary>
    public const int AfterPress = 120;

    /// <summary>The estimate for an input.</summary>
    public static long Of(InputSequence input) => Of(input, DefaultHold, AfterPress);

    /// <summary>How many frames an input takes with this timing for presses that name none.</summary>
    /// <param name="input">The input.</param>
    /// <param name="hold">Frames that a press is held.</param>
    /// <param name="wait">Frames that pass after it.</param>
    public static long Of(InputSequence input, int hold, int wait)
    {
        long frames = 0;
        foreach (var step in input.Steps)
            frames += step.IsWait ? step.Frames : (long)(step.Frames > 0 ? step.Frames : hold) + (step.Wait ?? wait);
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
