namespace ActorInput.Faults.Plans;

/// <summary>
/// One fault with its parameters. Make it with the methods named after the kinds; a parameter that is not given has the same default as in JSON.
/// </summary>
public sealed record Fault
{
    /// <summary>The kind of fault.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>Milliseconds, for the kinds that take time; for a jitter, the least.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The most milliseconds of a jitter.</summary>
    public double MostMilliseconds { get; init; }

    /// <summary>Length of a huge body.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether the request is pressed, for the kinds that can do either.</summary>
    public bool Presses { get; init; } = true;

    /// <summary>Whether half an action counts as a step of the pokemon-gym.</summary>
    public bool Counts { get; init; }

    /// <summary>Whether the connection is reset instead of answered, for the kinds that can do either.</summary>
    public bool Aborts { get; init; }

    /// <summary>No fault.</summary>
    public static Fault None { get; } = new();

    /// <summary><see cref="FaultKind.Delay"/>.</summary>
    public static Fault Delay(double milliseconds) => new() { Kind = FaultKind.Delay, Milliseconds = milliseconds };

    /// <summary><see cref="FaultKind.Jitter"/>.</summary>
    public static Fault Jitter(double least, double most) =>
        new() { Kind = FaultKind.Jitter, Milliseconds = least, MostMilliseconds = Math.Max(least, most) };

    /// <summary><see cref="FaultKind.Status500"/>.</summary>
    public static Fault Status500 { get; } = new() { Kind = FaultKind.Status500 };

    /// <summary><see cref="FaultKind.Status503"/>.</summary>
    public static Fault Status503 { get; } = new() { Kind = FaultKind.Status503 };

    /// <summary><see cref="FaultKind.Garbage200"/>.</summary>
    public static Fault Garbage200(bool presses = true) => new() { Kind = FaultKind.Garbage200, Presses = presses };

    /// <summary><see cref="FaultKind.TruncatedBody"/>.</summary>
    public static Fault TruncatedBody(bool presses = true) => new() { Kind = FaultKind.TruncatedBody, Presses = presses };

    /// <summary><see cref="FaultKind.WrongContentType"/>.</summary>
    public static Fault WrongContentType(bool presses = true) => new() { Kind = FaultKind.WrongContentType, Presses = presses };

    /// <summary><see cref="FaultKind.ResetBefore"/>.</summary>
    public static Fault ResetBefore { get; } = new() { Kind = FaultKind.ResetBefore };

    /// <summary><see cref="FaultKind.ResetAfter"/>.</summary>
    public static Fault ResetAfter { get; } = new() { Kind = FaultKind.ResetAfter };

    /// <summary><see cref="FaultKind.HangThenApply"/>.</summary>
    public static Fault HangThenApply(double milliseconds) => new() { Kind = FaultKind.HangThenApply, Milliseconds = milliseconds };

    /// <summary><see cref="FaultKind.ArriveLate"/>.</summary>
    public static Fault ArriveLate(double milliseconds) => new() { Kind = FaultKind.ArriveLate, Milliseconds = milliseconds };

    /// <summary><see cref="FaultKind.HangNever"/>.</summary>
    public static Fault HangNever { get; } = new() { Kind = FaultKind.HangNever };

    /// <summary><see cref="FaultKind.HalfApplied"/>.</summary>
    public static Fault HalfApplied(bool aborts = false, bool counts = false) =>
        new() { Kind = FaultKind.HalfApplied, Aborts = aborts, Counts = counts };

    /// <summary><see cref="FaultKind.SessionTimeout"/>.</summary>
    public static Fault SessionTimeout { get; } = new() { Kind = FaultKind.SessionTimeout };

    /// <summary><see cref="FaultKind.StepsBackwards"/>.</summary>
    public static Fault StepsBackwards(bool presses = true, bool aborts = false) =>
        new() { Kind = FaultKind.StepsBackwards, Presses = presses, Aborts = aborts };

    /// <summary><see cref="FaultKind.SlowDrip"/>.</summary>
    public static Fault SlowDrip(double milliseconds) => new() { Kind = FaultKind.SlowDrip, Milliseconds = milliseconds };

    /// <summary><see cref="FaultKind.HugeBody"/>.</summary>
    public static Fault HugeBody(long bytes) => new() { Kind = FaultKind.HugeBody, Bytes = bytes };

    /// <summary><see cref="FaultKind.Restart"/>.</summary>
    public static Fault Restart(bool presses = true) => new() { Kind = FaultKind.Restart, Presses = presses };

    /// <summary><see cref="FaultKind.RefuseConnections"/>.</summary>
    public static Fault RefuseConnections(double milliseconds) => new() { Kind = FaultKind.RefuseConnections, Milliseconds = milliseconds };

    /// <summary>Whether the request reaches the game, which may press it.</summary>
    internal bool ReachesGame => Kind switch
    {
        FaultKind.Status500 or FaultKind.Status503 or FaultKind.ResetBefore or FaultKind.HangNever or FaultKind.SessionTimeout
            or FaultKind.RefuseConnections => false,
        FaultKind.Garbage200 or FaultKind.TruncatedBody or FaultKind.WrongContentType or FaultKind.StepsBackwards
            or FaultKind.Restart => Presses,
        _ => true,
    };

    /// <summary>How long the game is busy with the request, in addition to its service time.</summary>
    internal double BusyMilliseconds => Kind is FaultKind.Delay or FaultKind.HangThenApply ? Milliseconds : 0;

    /// <summary>For a jitter, a delay with a random time; every other fault unchanged.</summary>
    internal Fault Drawn(Random random) => Kind == FaultKind.Jitter
        ? this with { Kind = FaultKind.Delay, Milliseconds = Milliseconds + (random.NextDouble() * (MostMilliseconds - Milliseconds)) }
        : this;

    /// <summary>A sentence that names the value that is out of range; null if none is.</summary>
    internal string? Problem()
    {
        const double MostTime = 600_000;
        if (!Enum.IsDefined(Kind))
            return $"kind is {(int)Kind}; allowed are the names of {nameof(FaultKind)}.";
        if (!(Milliseconds >= 0 && Milliseconds <= MostTime))
            return $"milliseconds is {Milliseconds}; allowed are 0 to {MostTime}.";
        if (Kind == FaultKind.Jitter && !(MostMilliseconds >= Milliseconds && MostMilliseconds <= MostTime))
            return $"mostMilliseconds is {MostMilliseconds}; allowed are milliseconds ({Milliseconds}) to {MostTime}.";
        return Bytes is < 0 or > 1L << 32 ? $"bytes is {Bytes}; allowed are 0 to {1L << 32}." : null;
    }
}
