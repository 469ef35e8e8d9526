namespace ActorInput.Contracts.Inputs;

/// <summary>How long the presses of an input last that do not say it themselves.</summary>
/// <param name="Hold">Frames that a press is held, 1 to <see cref="MaxFrames"/>; null leaves it to the emulator server.</param>
/// <param name="Wait">
/// Frames that pass after a press, 0 to <see cref="MaxFrames"/>; null leaves it to the emulator server. 0 is as short as it can be: one frame still
/// passes, so that the game sees each press. Only a step that says 0 itself (<c>A:2/0</c>) has none.
/// </param>
public readonly record struct InputTiming(int? Hold, int? Wait)
{
    /// <summary>The largest hold and wait.</summary>
    public const int MaxFrames = 10_000;

    /// <summary>Frames that pass at least after a press that does not name its wait: without one the game would see one long press of two.</summary>
    public const int LeastWait = 1;

    /// <summary>What is wrong with it, naming the field, the value and what is allowed; null when nothing is.</summary>
    public string? Problem()
    {
        if (Hold is < 1 or > MaxFrames)
            return $"hold is {Hold}; 1 to {MaxFrames} frames are allowed.";
        return Wait is < 0 or > MaxFrames ? $"wait is {Wait}; 0 to {MaxFrames} frames are allowed." : null;
    }

    /// <summary>The step with this timing where it names none of its own.</summary>
    internal InputStep Apply(InputStep step) => step.IsWait ? step : step with
    {
        Frames = step.Frames > 0 ? step.Frames : Hold ?? 0,
        Wait = step.Wait ?? (Wait is { } wait ? Math.Max(LeastWait, wait) : null),
    };
}
