namespace ActorInput.Contracts.Emulators;

/// <summary>What an emulator is doing.</summary>
public enum EmulatorState
{
    /// <summary>Waits for a slot or opens its session. Inputs are accepted and wait.</summary>
    Starting,

    /// <summary>Applies inputs, in batches when they come quickly.</summary>
    Ready,

    /// <summary>Applies inputs one by one, because a request failed recently.</summary>
    Sequential,

    /// <summary>Finds out which inputs were applied, or waits for another slot. Inputs are accepted and wait.</summary>
    Recovering,

    /// <summary>It is unknown whether an input was applied, and the options say to wait for a reset. Inputs are refused.</summary>
    Uncertain,

    /// <summary>Failed too often. Inputs are refused until it is released or the cool-down has passed.</summary>
    Quarantined,

    /// <summary>Is stopping. Inputs are refused.</summary>
    Stopped,
}
