using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Placement;

/// <summary>A node as a place for emulators: what its newest report says, corrected by what was placed there since.</summary>
internal sealed class NodeRoom
{
    /// <param name="region">Sharding's region there.</param>
    /// <param name="report">The node's newest report; null before the first.</param>
    /// <param name="placed">The shards that are placed there.</param>
    /// <param name="needsNoSlot">Whether a shard's game is elsewhere, so that it takes no slot of its node.</param>
    public NodeRoom(IActorRef region, LoadReport? report, IReadOnlyCollection<string> placed, Func<string, bool> needsNoSlot)
    {
        Region = region;
        Placed = placed.Count;
        if (report is null)
            return;
        var told = report.Emulators.Where(row => !row.WaitsForRoom).Select(row => row.Emulator.Value).ToHashSet(StringComparer.Ordinal);
        Free = report.SlotsFree - placed.Count(shard => !told.Contains(shard) && !needsNoSlot(shard));
        Slots = report.SlotsTotal;
        Rows = report.Emulators;
        OutstandingMilliseconds = report.Emulators.Sum(row => row.OutstandingFrames * row.StepMicroseconds / 1_000);
    }

    public IActorRef Region { get; }

    /// <summary>Emulators placed here.</summary>
    public int Placed { get; set; }

    /// <summary>Slots that nobody has or is about to take.</summary>
    public int Free { get; set; }

    /// <summary>All slots.</summary>
    public int Slots { get; }

    /// <summary>What is known of the emulators here.</summary>
    public IReadOnlyList<EmulatorLoad> Rows { get; } = [];

    /// <summary>How long the emulators here would take for what they have accepted.</summary>
    public double OutstandingMilliseconds { get; }

    /// <summary>How full the node would be with so many emulators more: 1 is full.</summary>
    public double FullnessWith(int more) => Slots == 0 ? double.PositiveInfinity : (double)(Slots - Free + more) / Slots;
}
