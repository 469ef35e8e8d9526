using ActorInput.Actors.Common;

namespace ActorInput.Actors.Balancing;

/// <summary>How nodes report their load to each other, and how an emulator is chosen for batches that name none.</summary>
public sealed class BalancingOptions
{
    /// <summary>Where <see cref="Policy"/> is in a configuration.</summary>
    internal const string PolicyPath = $"Balancing:{nameof(Policy)}";

    /// <summary>
    /// How often a node sends its load report to the others. Default 500 ms; 50 ms to 60 s. Shorter spreads load more evenly and costs more
    /// messages.
    /// </summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A node whose newest report is older gets no batches. Default 3 s; 100 ms to 10 min, and at least twice <see cref="ReportInterval"/>.
    /// </summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The policy of batches that name none: <c>LeastLoaded</c> (the default), <c>RoundRobin</c>, <c>Random</c>, <c>Local</c>, or the name of
    /// one of your own; case ignored.
    /// </summary>
    public string Policy { get; set; } = LeastLoadedPolicy.PolicyName;

    /// <summary>How many emulators a batch is tried on, if each refuses it before anything was pressed. Default 3; 1 to 10.</summary>
    public int Attempts { get; set; } = 3;

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(ReportInterval)}", ReportInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(60));
        problems.InRange($"{name}:{nameof(StaleAfter)}", StaleAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        if (StaleAfter < 2 * ReportInterval)
            problems.Add($"{name}:{nameof(StaleAfter)} is {StaleAfter}; at least twice {nameof(ReportInterval)}, {2 * ReportInterval}, is allowed.");
        if (string.IsNullOrWhiteSpace(Policy))
            problems.Add($"{name}:{nameof(Policy)} is empty; the name of a policy is allowed.");
        problems.InRange($"{name}:{nameof(Attempts)}", Attempts, 1, 10);
    }
}
