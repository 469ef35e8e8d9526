namespace ActorInput.Emulation.Server;

/// <summary>How far a server is with the check of its cartridge's states.</summary>
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
