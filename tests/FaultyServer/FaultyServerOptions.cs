using ActorInput.Faults.Timing;

namespace ActorInput.Faults;

/// <summary>Options of a <see cref="FaultyServer"/>.</summary>
public sealed class FaultyServerOptions
{
    /// <summary>The longest body that is read, in bytes.</summary>
    internal const int MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>Port on 127.0.0.1. Default 0, a free one; 0 to 65,535.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Whether games record each step that they apply. Default true. Off for benchmarks: games then keep only counts, and a native game does not
    /// check the buttons in an input's text.
    /// </summary>
    public bool Recording { get; set; } = true;

    /// <summary>Service time of a game that is added without one. Default instant.</summary>
    public ServiceTime Service { get; set; } = ServiceTime.Instant;

    /// <summary>How many requests a native game remembers, for repeats and claims. Default 1,024; 1 to 1,000,000.</summary>
    public int MostRemembered { get; set; } = 1_024;

    /// <summary>Reports all values that are out of range at once.</summary>
    /// <exception cref="InvalidOperationException">A value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Port is < 0 or > 65_535)
            problems.Add($"{nameof(Port)} is {Port}; allowed are 0 to 65535.");
        if (MostRemembered is < 1 or > 1_000_000)
            problems.Add($"{nameof(MostRemembered)} is {MostRemembered}; allowed are 1 to 1000000.");
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(' ', problems));
    }
}
