using ActorInput.Actors.Common;
using Akka.Configuration;

namespace ActorInput.Actors.Fleet;

/// <summary>When a node that hears nothing from the others stops pressing buttons by itself.</summary>
public sealed class FenceOptions
{
    /// <summary>How often the other nodes are asked. Default 500 ms; 50 ms to 10 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long after the last question that a majority answered the node goes on pressing. Default 4 s; twice <see cref="Interval"/> to 1 min. It
    /// must be less than the time after which the others give its emulators away: the pause that the failure detector accepts and the split
    /// brain resolver's <c>stable-after</c>, together 7.5 s unless configured otherwise; a node where it is not does not start.
    /// </summary>
    public TimeSpan After { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Holds <see cref="After"/> against the settings of the actor system.</summary>
    /// <param name="settings">All of them that there are.</param>
    /// <returns>What is wrong: two nodes could press on one emulator. Null when nothing is.</returns>
    internal string? Problem(Config settings)
    {
        const string Pause = "akka.cluster.failure-detector.acceptable-heartbeat-pause";
        const string StableAfter = "akka.cluster.split-brain-resolver.stable-after";
        var givenAway = settings.GetTimeSpan(Pause) + settings.GetTimeSpan(StableAfter);
        return After < givenAway
            ? null
            : $"Fence:{nameof(After)} is {After}; less than {givenAway} is allowed. So long after a node was last heard of, the others "
                + $"give its emulators away ({Pause} and {StableAfter} together), and it must have stopped pressing by then.";
    }

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(Interval)}", Interval, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
        problems.InRange($"{name}:{nameof(After)}", After, 2 * Interval, TimeSpan.FromMinutes(1));
    }
}
