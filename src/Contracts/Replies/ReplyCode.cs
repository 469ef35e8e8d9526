namespace ActorInput.Contracts.Replies;

/// <summary>Why something was not done: machine-readable, beside the sentence for people.</summary>
public enum ReplyCode
{
    /// <summary>No reason: it was done.</summary>
    None,

    /// <summary>The message breaks a rule; the detail names the field, the value and what is allowed.</summary>
    InvalidRequest,

    /// <summary>The input id was used for another input within the window.</summary>
    InputIdReused,

    /// <summary>No emulator of this name is known.</summary>
    UnknownEmulator,

    /// <summary>The queue is full.</summary>
    QueueFull,

    /// <summary>The deadline passed while the input was queued.</summary>
    DeadlinePassed,

    /// <summary>The actor that sent the input stopped while it was queued.</summary>
    SenderGone,

    /// <summary>The emulator's dialect cannot do it.</summary>
    NotSupported,

    /// <summary>The emulator server could not be reached.</summary>
    ServerUnreachable,

    /// <summary>The emulator server answered with an error or with something that is no answer.</summary>
    ServerError,

    /// <summary>The emulator server did not answer in time.</summary>
    ServerTimeout,

    /// <summary>The emulator server's game session ended (pokemon-gym: SESSION_TIMEOUT).</summary>
    SessionEnded,

    /// <summary>Another owner has taken the emulator over.</summary>
    StaleEpoch,

    /// <summary>An earlier input's fate is unknown and the emulator waits for a reset.</summary>
    Uncertain,

    /// <summary>The emulator is quarantined.</summary>
    Quarantined,

    /// <summary>No slot is free.</summary>
    NoCapacity,

    /// <summary>The node is shutting down.</summary>
    ShuttingDown,
}
