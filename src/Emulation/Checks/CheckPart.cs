namespace ActorInput.Emulation.Checks;

/// <summary>The part of a game that differs.</summary>
public enum CheckPart
{
    /// <summary>Its state.</summary>
    State,

    /// <summary>Its memory, while the states are equal.</summary>
    Memory,

    /// <summary>Its picture, while state and memory are equal.</summary>
    Picture,

    /// <summary>A call failed that should not.</summary>
    Failure,
}
