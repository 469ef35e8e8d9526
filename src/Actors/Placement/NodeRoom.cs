using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Placement;

/// <summary>
/// A node as a place for emulators: what its newest report says, corrected by what was placed there since. Values that need a look at every emulator
/// are computed on demand, because placing is done thousands of times while a large fleet starts.
/// </summary>
/// <param name="region">Sharding's region there.</param>
/// <param name="report">The node's newest report; null before the first.</param>
/// <param name="placed">The shards that are placed there.</param>
/// <param name="takesSlot">Whether a shard takes a slot that the report does not know of yet.</param>
internal sealed class NodeRoom(IActorRef region, LoadReport? report, IReadOnlyCollection<string> placed, Func<string, bool> takesSlot)
{
    private int? _free;
    private double? _outstanding;

    public IActorRef Region { get; } = region;

    /// <summary>Emulators placed here.</summary>
    public int Placed { get; set; } = placed.Count;

    /// <summary>Slots that no emulator has or is about to take.</summary>
    public int Free
    {
        get => _free ??= report is null ? 0 : report.SlotsFree - placed.Count(takesSlot);
        set => _free = value;
    }

    /// <summary>All slots.</summary>
    public int Slots { get; } = report?.SlotsTotal ?? 0;

    /// <summary>What is known of the emulators here.</summary>
    public IReadOnlyList<EmulatorLoad> Rows { get; } = report is null ? [] : report.Emulators;

    /// <summary>How long the emulators here would take for what they have accepted.</summary>
    public double OutstandingMilliseconds => _outstanding ??= Rows.Sum(static row => row.OutstandingFrames * row.StepMicroseconds / 1_000);

    /// <summary>How full the node would be with this many more emulators: 1 is full.</summary>
    public double FullnessWith(int more) => Slots == 0 ? double.PositiveInfinity : (double)(Slots - Free + more) / Slots;
}
