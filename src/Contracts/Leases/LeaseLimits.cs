namespace ActorInput.Contracts.Leases;

/// <summary>Limits of every request for a lease, whatever a node's options say.</summary>
public static class LeaseLimits
{
    /// <summary>Most characters of a request's id, of a holder's name and of a cartridge's title.</summary>
    public const int MaxTextLength = 128;

    /// <summary>Most characters of an agent's path.</summary>
    public const int MaxAgentLength = 1_024;

    /// <summary>The longest time that an agent may wait.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(24);

    /// <summary>Shortest lease.</summary>
    public static readonly TimeSpan MinDuration = TimeSpan.FromSeconds(1);

    /// <summary>Says what is wrong with a duration; null when nothing is. A node's options may allow less than a day.</summary>
    internal static string? ProblemOfDuration(TimeSpan? duration) => duration is { } asked && (asked < MinDuration || asked > MaxTimeout)
        ? $"duration is {asked.TotalSeconds} s; {MinDuration.TotalSeconds} to {MaxTimeout.TotalSeconds} s is allowed."
        : null;
}
