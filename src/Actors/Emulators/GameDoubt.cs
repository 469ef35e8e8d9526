namespace ActorInput.Actors.Emulators;

/// <summary>Whether an owner knows the state of its game.</summary>
internal enum GameDoubt
{
    /// <summary>The owner knows it.</summary>
    None,

    /// <summary>It is unknown whether an earlier input was applied, and the emulator goes on nevertheless.</summary>
    Noted,

    /// <summary>It is unknown whether an earlier input was applied, and the emulator waits for a reset.</summary>
    WaitsForReset,
}
