using System.Collections.Immutable;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// How busy a node is. Each node sends a report to every other node a few times a second; a receiver takes a report only if it is newer than the
/// last. Not answered.
/// </summary>
/// <param name="Node">The node's address, as the cluster writes it.</param>
/// <param name="NodeUid">Distinguishes this process of the node from others at the same address.</param>
/// <param name="Number">Rises with each report of this process; 1 is the first.</param>
/// <param name="SentAt">When it was made, UTC, by the node's own clock, in whole milliseconds.</param>
public sealed record LoadReport(string Node, long NodeUid, long Number, DateTimeOffset SentAt) : IWireMessage
{
    /// <summary>Most rows of one report; even with the longest names it stays below the largest message.</summary>
    public const int MaxEmulators = 8_192;

    /// <summary>The node's roles.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Where it answers HTTP, or null.</summary>
    public string? HttpAddress { get; init; }

    /// <summary>All slots of the node.</summary>
    public int SlotsTotal { get; init; }

    /// <summary>Slots that no emulator uses.</summary>
    public int SlotsFree { get; init; }

    /// <summary>Slots with a static address.</summary>
    public int SlotsStatic { get; init; }

    /// <summary>A row for each emulator on this node, at most <see cref="MaxEmulators"/>.</summary>
    public ImmutableArray<EmulatorLoad> Emulators { get; init; } = [];
}
