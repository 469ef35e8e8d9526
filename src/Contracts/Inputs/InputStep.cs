namespace ActorInput.Contracts.Inputs;

/// <summary>
/// One step of an input: a press (a button or a chord, held for some frames) or a wait.
/// </summary>
/// <param name="Buttons">The buttons that go down together; <see cref="Button.None"/> for a wait.</param>
/// <param name="Frames">
/// Of a wait: how many frames pass, at least 1. Of a press: how many frames it is held; 0 leaves that to the emulator server
/// (pokemon-gym: 10 held, then 120 of waiting). A frame is 1/59.73 s of game time.
/// </param>
public readonly record struct InputStep(Button Buttons, int Frames)
{
    /// <summary>True for a wait, false for a press.</summary>
    public bool IsWait => Buttons == Button.None;

    /// <summary>True when more than one button goes down together.</summary>
    public bool IsChord => ((byte)Buttons & ((byte)Buttons - 1)) != 0;

    /// <summary>True for a press whose hold is named, so that a dialect with one fixed hold cannot do it.</summary>
    public bool HasHold => !IsWait && Frames > 0;
}
