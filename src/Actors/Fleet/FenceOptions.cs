using ActorInput.Actors.Common;
using Akka.Configuration;

namespace ActorInput.Actors.Fleet;

/// <summary>When a node that hears nothing from other nodes stops pressing buttons.</summary>
public sealed class FenceOptions
{
    /// <summary>How often the other nodes are asked. Default 500 ms; 50 ms to 10 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long the node goes on pressing after the last question that a majority answered. Default 4 s; twice <see cref="Interval"/> to 1 min. It
    /// must be less than the time after which other nodes give its emulators away: the pause that the failure detector accepts and the split brain
    /// resolver's <c>stable-after</c>, together 7.5 s unless configured otherwise. A node with a longer value does not start.
    /// </summary>
    public TimeSpan After { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Compares <see cref="After"/> with the settings of the actor system.</summary>
    /// <param name="settings">All settings of the actor system.</param>
    /// <returns>The problem, if two nodes could press on one emulator; otherwise null.</returns>
    internal string? Problem(Config settings)
    {
        const string Pause = "akka.cluster.failure-detector.acceptable-heartbeat-pause";
        const string StableAfter = "akka.cluster.split-brain-resolver.stable-after";
        var givenAway = settings.GetTimeSpan(Pause) + settings.GetTimeSpan(StableAfter);
        return After < givenAway
            ? null
            : $"Fence:{nameof(After)} is {After}; less than {givenAway} is allowed. After that time without a sign of a node, the others "
                + $"give its emulators away ({Pause} and {StableAfter} together), and it must have stopped pressing by then.";
    }

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(Interval)}", Interval, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
        problems.InRange($"{name}:{nameof(After)}", After, 2 * Interval, TimeSpan.FromMinutes(1));
    }
}
