namespace ActorInput.Contracts.Inputs;

/// <summary>Which buttons can be down together.</summary>
public static class ButtonChords
{
    private const Button Horizontal = Button.Left | Button.Right;
    private const Button Vertical = Button.Up | Button.Down;

    /// <summary>
    /// True when two opposite directions are among the buttons. The D-pad of a Game Boy cannot press them together, and cores drop them, so an
    /// input that asks for them is refused.
    /// </summary>
    public static bool HasOpposing(this Button buttons) => (buttons & Horizontal) == Horizontal || (buttons & Vertical) == Vertical;
}
