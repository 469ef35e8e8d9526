namespace ActorInput.RandomCartridges;

/// <summary>Where a byte comes from that a program writes.</summary>
public enum OperandSource
{
    /// <summary>It is in the code.</summary>
    Constant,

    /// <summary>The noise of work RAM, another one each time.</summary>
    Noise,

    /// <summary>The count of the main loop's turns.</summary>
    Turns,

    /// <summary>The buttons that were last read.</summary>
    Buttons,
}
