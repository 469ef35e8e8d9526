namespace ActorInput.Faults.Plans;

/// <summary>The fault of one request. "Pressed" means that its steps are in the game's record.</summary>
public enum FaultKind
{
    /// <summary>No fault: pressed and answered.</summary>
    None,

    /// <summary>Pressed and answered, later by <see cref="Fault.Milliseconds"/>; the game is busy meanwhile.</summary>
    Delay,

    /// <summary>As <see cref="Delay"/>, by a time drawn from <see cref="Fault.Milliseconds"/> to <see cref="Fault.MostMilliseconds"/>.</summary>
    Jitter,

    /// <summary>Answered 500, not pressed.</summary>
    Status500,

    /// <summary>Answered 503 with Retry-After, not pressed.</summary>
    Status503,

    /// <summary>Answered 200 with bytes that are not JSON. Pressed if <see cref="Fault.Presses"/>.</summary>
    Garbage200,

    /// <summary>Half of the answer's announced bytes, then the connection ends. Pressed if <see cref="Fault.Presses"/>.</summary>
    TruncatedBody,

    /// <summary>The right answer, called <c>text/html</c>. Pressed if <see cref="Fault.Presses"/>; else it is an HTML page with status 200.</summary>
    WrongContentType,

    /// <summary>The connection is reset, not pressed.</summary>
    ResetBefore,

    /// <summary>Pressed, then the connection is reset.</summary>
    ResetAfter,

    /// <summary>
    /// Reaches the game at once and is pressed after <see cref="Fault.Milliseconds"/>, whether or not the caller still waits; never answered.
    /// The game is busy meanwhile: a claim or a /status answers after it.
    /// </summary>
    HangThenApply,

    /// <summary>
    /// Reaches the game only after <see cref="Fault.Milliseconds"/>, as if delayed on the way; never answered. Requests that reach the game earlier
    /// are served before it: after a claim it is a write of an older epoch, and refused. A pokemon-gym cannot refuse it.
    /// </summary>
    ArriveLate,

    /// <summary>Neither pressed nor answered, until the caller hangs up.</summary>
    HangNever,

    /// <summary>
    /// Part of it is pressed. Native: the first half of the inputs (of one input: of its steps), rounded down, then 500 <c>gameFailed</c>, or a
    /// reset if <see cref="Fault.Aborts"/>. Gym: always a reset, after the first half of the keys, rounded down and not counted as a
    /// step, or rounded up and counted if <see cref="Fault.Counts"/>.
    /// </summary>
    HalfApplied,

    /// <summary>Answered 200 with location SESSION_TIMEOUT, as an expired pokemon-gym does; not pressed.</summary>
    SessionTimeout,

    /// <summary>
    /// Gym: pressed, then steps_taken is set to 0, then answered, or reset if <see cref="Fault.Aborts"/>. Without <see cref="Fault.Presses"/> it is
    /// not pressed, and the connection is reset. Native: the same, but without a count of steps.
    /// </summary>
    StepsBackwards,

    /// <summary>Pressed, and answered a byte at a time over <see cref="Fault.Milliseconds"/>.</summary>
    SlowDrip,

    /// <summary>Pressed; the answer is right, but padded to <see cref="Fault.Bytes"/> with an additional first member.</summary>
    HugeBody,

    /// <summary>
    /// The server process dies and comes back: a new life of the game, which knows no epoch and no sequence, and the connection is reset.
    /// Pressed in the old life first if <see cref="Fault.Presses"/>.
    /// </summary>
    Restart,

    /// <summary>
    /// Not pressed; all connections of the whole server are reset and its port is closed for <see cref="Fault.Milliseconds"/>. The games live on. The
    /// only fault that affects other games of the server.
    /// </summary>
    RefuseConnections,
}
