using System.Collections.Immutable;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// How busy a node is. Each node sends one to every other a few times a second; only one that is newer than what is known is taken. Not
/// answered.
/// </summary>
/// <param name="Node">The node's address, as the cluster writes it.</param>
/// <param name="NodeUid">Tells this life of the node from others at the same address.</param>
/// <param name="Number">Rises with each report of this life of the node; 1 is the first.</param>
/// <param name="SentAt">When it was made, UTC, by the node's own clock, in whole milliseconds.</param>
public sealed record LoadReport(string Node, long NodeUid, long Number, DateTimeOffset SentAt) : IWireMessage
{
    /// <summary>Most rows of one report; with their longest names it stays below what one message may have.</summary>
    public const int MaxEmulators = 8_192;

    /// <summary>The node's roles.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Where it answers HTTP, or null.</summary>
    public string? HttpAddress { get; init; }

    /// <summary>All slots of the node.</summary>
    public int SlotsTotal { get; init; }

    /// <summary>Those that no emulator has.</summary>
    public int SlotsFree { get; init; }

    /// <summary>Those with a static address.</summary>
    public int SlotsStatic { get; init; }

    /// <summary>A row for each emulator on this node, at most <see cref="MaxEmulators"/>.</summary>
    public ImmutableArray<EmulatorLoad> Emulators { get; init; } = [];
}
