namespace ActorInput.Contracts.Replies;

/// <summary>Why something was not done, for programs; the detail says it for people.</summary>
public enum ReplyCode
{
    /// <summary>It was done.</summary>
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

    /// <summary>The emulator's dialect does not support it.</summary>
    NotSupported,

    /// <summary>The emulator server could not be reached.</summary>
    ServerUnreachable,

    /// <summary>The emulator server answered with an error or with something invalid.</summary>
    ServerError,

    /// <summary>The emulator server did not answer in time.</summary>
    ServerTimeout,

    /// <summary>The emulator server's game session ended (pokemon-gym: SESSION_TIMEOUT).</summary>
    SessionEnded,

    /// <summary>Another owner has taken the emulator over.</summary>
    StaleEpoch,

    /// <summary>It is unknown whether an earlier input was applied, and the emulator waits for a reset.</summary>
    Uncertain,

    /// <summary>The emulator is quarantined.</summary>
    Quarantined,

    /// <summary>No slot is free.</summary>
    NoCapacity,

    /// <summary>The node is shutting down.</summary>
    ShuttingDown,

    /// <summary>
    /// The emulator was on its way to another node when the input arrived; nothing was pressed. Routers send such an input on by themselves, so only
    /// a sender that addresses a node directly sees this code.
    /// </summary>
    Moved,

    /// <summary>Another agent holds the lease of the emulator.</summary>
    Leased,

    /// <summary>The lease that the message names has ended or was never given.</summary>
    StaleLease,

    /// <summary>The caller's time limit passed before there was an answer.</summary>
    WaitTimedOut,

    /// <summary>No checkpoint of this name is known.</summary>
    UnknownCheckpoint,

    /// <summary>The caller cancelled the input before it was sent.</summary>
    Cancelled,

    /// <summary>No node that owns the emulator could be reached.</summary>
    NodeUnreachable,

    /// <summary>A saved state belongs to another cartridge, core or version of the core than the game; the game is unchanged.</summary>
    ForeignState,

    /// <summary>No emulator has a cartridge of this title.</summary>
    UnknownCartridge,

    /// <summary>The node itself failed: its disk, or a fault in its program. The emulator server is not to blame.</summary>
    NodeFault,

    /// <summary>
    /// The game that the lease's holder played was lost, and a fresh one has begun. The holder is told once, as the answer to an input or command,
    /// which was not done.
    /// </summary>
    GameLost,
}
