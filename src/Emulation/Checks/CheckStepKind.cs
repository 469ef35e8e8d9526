namespace ActorInput.Emulation.Checks;

/// <summary>What a step of a check's script does.</summary>
public enum CheckStepKind
{
    /// <summary>Holds buttons, then waits.</summary>
    Press,

    /// <summary>Switches off and on again.</summary>
    Reset,

    /// <summary>Starts afresh.</summary>
    StartFresh,

    /// <summary>Writes a byte of memory.</summary>
    WriteMemory,

    /// <summary>Fills the battery's memory.</summary>
    WriteBattery,
}
