namespace ActorInput.Emulation.Server;

/// <summary>The state of the check of a cartridge's states.</summary>
public enum StartCheckState
{
    /// <summary>It is switched off.</summary>
    Off,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>Everything was the same.</summary>
    Passed,

    /// <summary>Something differed.</summary>
    Failed,
}
