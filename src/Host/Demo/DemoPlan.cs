using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Host.Demo;

/// <summary>Which emulators the demo agent of this node plays.</summary>
/// <param name="Emulators">Their ids; none when there is no demo agent.</param>
internal sealed record DemoPlan(ImmutableArray<EmulatorId> Emulators)
{
    /// <summary>The agent's name in the list of emulators.</summary>
    public const string Agent = "demo";

    /// <summary>No demo agent.</summary>
    public static DemoPlan None { get; } = new([]);

    /// <summary>All emulators but the first, which is left to the user.</summary>
    public static DemoPlan AllButFirst(IEnumerable<string> emulators) => new([.. emulators.Skip(1).Select(EmulatorId.Parse)]);

    /// <summary>The agent that plays the emulator; null when none does.</summary>
    public string? AgentOf(EmulatorId emulator) => Emulators.Contains(emulator) ? Agent : null;
}
