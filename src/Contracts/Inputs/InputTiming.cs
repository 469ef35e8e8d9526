namespace ActorInput.Contracts.Inputs;

/// <summary>The timing of an input's presses that name none themselves.</summary>
/// <param name="Hold">Frames that a press is held, 1 to <see cref="MaxFrames"/>; null leaves it to the emulator server.</param>
/// <param name="Wait">
/// Frames that pass after a press, 0 to <see cref="MaxFrames"/>; null leaves it to the emulator server. With 0 one frame still passes, so that the
/// game sees each press. Only a step that names 0 itself (<c>A:2/0</c>) has no frame after it.
/// </param>
public readonly record struct InputTiming(int? Hold, int? Wait)
{
    /// <summary>The largest hold and wait.</summary>
    public const int MaxFrames = 10_000;

    /// <summary>
    /// The least number of frames after a press that names no wait. Without a frame between them, the game would see two presses as
    /// one.
    /// </summary>
    public const int LeastWait = 1;

    /// <summary>The problem with this timing, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem()
    {
        if (Hold is < 1 or > MaxFrames)
            return $"hold is {Hold}; 1 to {MaxFrames} frames are allowed.";
        return Wait is < 0 or > MaxFrames ? $"wait is {Wait}; 0 to {MaxFrames} frames are allowed." : null;
    }

    /// <summary>The step, with this timing if it names none.</summary>
    internal InputStep Apply(InputStep step) => step.IsWait ? step : step with
    {
        Frames = step.Frames > 0 ? step.Frames : Hold ?? 0,
        Wait = step.Wait ?? (Wait is { } wait ? Math.Max(LeastWait, wait) : null),
    };
}
