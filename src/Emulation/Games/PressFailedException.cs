namespace ActorInput.Emulation.Games;

/// <summary>A press job that broke off. The cause is the inner exception.</summary>
public sealed class PressFailedException : Exception
{
    /// <summary>Says how far the job got.</summary>
    /// <param name="inputsDone">Inputs that were pressed whole.</param>
    /// <param name="stepsDone">Steps of the next input that were pressed whole.</param>
    /// <param name="cause">What the game or the observer threw.</param>
    public PressFailedException(int inputsDone, int stepsDone, Exception cause)
        : base($"The game failed after {inputsDone} whole inputs and {stepsDone} steps of the next: {cause.Message}", cause)
    {
        InputsDone = inputsDone;
        StepsDone = stepsDone;
    }

    /// <summary>Inputs that were pressed whole.</summary>
    public int InputsDone { get; }

    /// <summary>Steps of the input after those that were pressed whole. The step that failed may have been pressed in part.</summary>
    public int StepsDone { get; }
}
