using System.Collections.Immutable;

namespace ActorInput.Actors.Hosting;

/// <summary>The status of a member of the cluster, as this node sees it.</summary>
/// <param name="Address">Its address, as the cluster writes it.</param>
/// <param name="Status">
/// <c>unreachable</c>, or the cluster's status: <c>joining</c>, <c>weaklyUp</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c>.
/// </param>
internal sealed record NodeStatus(string Address, string Status)
{
    /// <summary>Its roles.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Whether it is this node.</summary>
    public bool IsSelf { get; init; }

    /// <summary>Whether it decides who joins and leaves.</summary>
    public bool IsLeader { get; init; }

    /// <summary>Whether it is the oldest of the nodes that own emulators; the oldest has the lease broker.</summary>
    public bool IsOldest { get; init; }

    /// <summary>Its HTTP address; null when it has none or has not reported it.</summary>
    public string? HttpAddress { get; init; }

    /// <summary>All its slots.</summary>
    public int SlotsTotal { get; init; }

    /// <summary>Slots that no emulator uses.</summary>
    public int SlotsFree { get; init; }

    /// <summary>Slots with a static address.</summary>
    public int SlotsStatic { get; init; }

    /// <summary>Emulators that it owns.</summary>
    public int Emulators { get; init; }

    /// <summary>Frames of the inputs that wait or are in flight on its emulators, estimated.</summary>
    public long OutstandingFrames { get; init; }

    /// <summary>The age of its newest report, which gives slots, emulators, frames and HTTP address; null when no report has come.</summary>
    public TimeSpan? ReportAge { get; init; }
}
