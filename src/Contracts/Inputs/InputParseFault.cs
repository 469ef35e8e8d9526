namespace ActorInput.Contracts.Inputs;

/// <summary>What is wrong with a text that is not an input.</summary>
public enum InputParseFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>There is no token.</summary>
    Empty,

    /// <summary>The text is longer than <see cref="InputLimits.MaxTextLength"/>.</summary>
    TextTooLong,

    /// <summary>A token names no button.</summary>
    UnknownButton,

    /// <summary>The same button twice in one chord.</summary>
    RepeatedButton,

    /// <summary>Opposite directions in one chord.</summary>
    OpposingDirections,

    /// <summary>Frames (after <c>:</c>) are missing, not a whole number, or not 1 to <see cref="InputLimits.MaxFrames"/>.</summary>
    BadFrames,

    /// <summary>The wait after a press (after <c>/</c>) is missing, not a whole number, or not 0 to <see cref="InputLimits.MaxFrames"/>; or a wait has one.</summary>
    BadWait,

    /// <summary>A repeat (after <c>*</c>) is missing, not a whole number, or not 1 to <see cref="InputLimits.MaxPresses"/>.</summary>
    BadRepeat,

    /// <summary>More steps than <see cref="InputLimits.MaxPresses"/>.</summary>
    TooManyPresses,

    /// <summary>More named frames than <see cref="InputLimits.MaxFrames"/>.</summary>
    TooManyFrames,
}
