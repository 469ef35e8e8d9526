namespace ActorInput.Contracts.Inputs;

/// <summary>
/// One step of an input: a press (a button or a chord, held for some frames and then released) or a wait.
/// </summary>
/// <param name="Buttons">The buttons that go down together; <see cref="Button.None"/> for a wait.</param>
/// <param name="Frames">
/// For a wait: how many frames pass, at least 1. For a press: how many frames it is held; 0 leaves that to the emulator server (pokemon-gym: 10
/// frames held, then 120 released). A frame is 1/59.73 s of game time.
/// </param>
public readonly record struct InputStep(Button Buttons, int Frames)
{
    /// <summary>The largest <see cref="Wait"/>; no configuration allows an input that names more frames.</summary>
    public const int MaxWait = 10_000_000;

    // Holds the wait plus one, so that a step made by the constructor alone names no wait.
    private readonly int _wait;

    /// <summary>
    /// For a press: how many frames pass after it, 0 to <see cref="MaxWait"/>. 0 is exact: no frame passes, and a button that the next step presses
    /// too stays down. Null leaves it to the emulator server, and then at least one frame passes. For a wait it is null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or more than <see cref="MaxWait"/>.</exception>
    public int? Wait
    {
        get => _wait > 0 ? _wait - 1 : null;
        init
        {
            if (value is < 0 or > MaxWait)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"A press waits for 0 to {MaxWait} frames.");
            _wait = value + 1 ?? 0;
        }
    }

    /// <summary>
    /// The buttons of <see cref="Buttons"/> that stay down in the frames after the press; the next step releases those that it does not
    /// press.
    /// </summary>
    public Button Held { get; init; }

    /// <summary>True for a wait, false for a press.</summary>
    public bool IsWait => Buttons == Button.None;

    /// <summary>True when more than one button goes down together.</summary>
    public bool IsChord => ((byte)Buttons & ((byte)Buttons - 1)) != 0;

    /// <summary>True for a press whose hold is named, so that a dialect with one fixed hold cannot do it.</summary>
    public bool HasHold => !IsWait && Frames > 0;

    /// <summary>True for a press that names its wait or what stays held, so that a dialect with one fixed wait cannot do it.</summary>
    public bool IsExact => _wait > 0 || Held != Button.None;

    /// <summary>Frames that the step names, hold and wait together; frames that it leaves to the emulator server do not count.</summary>
    public long NamedFrames => (long)Frames + (Wait ?? 0);

    /// <summary>What is wrong with the step, in one sentence; null when nothing is.</summary>
    internal string? Problem()
    {
        if (Frames < (IsWait ? 1 : 0))
            return $"A wait takes at least 1 frame and a hold cannot be negative; got {Frames}.";
        if (IsWait && IsExact)
            return "A wait has no wait of its own and holds no button.";
        if ((Held & ~Buttons) != Button.None)
            return $"Only a button that the step presses can stay held; got {Held & ~Buttons}.";
        return Buttons.HasOpposing() ? "LEFT and RIGHT, and UP and DOWN, cannot be pressed together." : null;
    }
}
