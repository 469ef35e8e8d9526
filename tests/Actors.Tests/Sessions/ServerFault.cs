namespace ActorInput.Actors.Tests.Sessions;

/// <summary>What goes wrong with one write.</summary>
public enum ServerFault
{
    None,
    ResetBefore,
    ResetAfter,
    Error500Before,
    Error500After,
    Error503Before,
    Plain500After,
    Garbage,
    Truncated,
    WrongType,
    WrongAnswer,
    Empty,
    Huge,

    /// <summary>Applied, and never answered.</summary>
    Hang,

    /// <summary>Applied, and the answer comes a byte at a time.</summary>
    SlowDrip,

    /// <summary>Held before it is applied until the next question comes; applied then.</summary>
    RunsLong,

    /// <summary>Delayed until a question was answered; only then it reaches the game.</summary>
    ArrivesLate,
}
