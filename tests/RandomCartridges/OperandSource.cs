namespace ActorInput.RandomCartridges;

/// <summary>The source of a byte that a program writes.</summary>
public enum OperandSource
{
    /// <summary>It is in the code.</summary>
    Constant,

    /// <summary>The noise in work RAM, which changes with each use.</summary>
    Noise,

    /// <summary>The count of the main loop's turns.</summary>
    Turns,

    /// <summary>The buttons that were last read.</summary>
    Buttons,
}
