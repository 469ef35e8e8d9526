namespace ActorInput.Contracts.Emulators;

/// <summary>What an emulator is doing.</summary>
public enum EmulatorState
{
    /// <summary>Waits for a slot or opens its session. Inputs are accepted and wait.</summary>
    Starting,

    /// <summary>Applies inputs, in batches where they come quickly.</summary>
    Ready,

    /// <summary>Applies inputs one by one, because a batch failed not long ago.</summary>
    Sequential,

    /// <summary>Finds out what was applied, or waits for another slot. Inputs are accepted and wait.</summary>
    Recovering,

    /// <summary>An input's fate is unknown, and options say to wait for a reset. Inputs are refused.</summary>
    Uncertain,

    /// <summary>Failed too often. Inputs are refused until it is released or the cool-down has passed.</summary>
    Quarantined,

    /// <summary>Stops: takes nothing new.</summary>
    Stopped,
}
