namespace ActorInput.Actors.Emulators;

/// <summary>Whether an owner knows the state of its game.</summary>
internal enum GameDoubt
{
    /// <summary>It does.</summary>
    None,

    /// <summary>An earlier input's fate is unknown, and the emulator goes on all the same.</summary>
    Noted,

    /// <summary>An earlier input's fate is unknown, and the emulator waits for a reset.</summary>
    WaitsForReset,
}
