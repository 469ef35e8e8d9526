using System.Collections.Immutable;

namespace ActorInput.Actors.Hosting;

/// <summary>How a member of the cluster is doing, as this node sees it.</summary>
/// <param name="Address">Its address, as the cluster writes it.</param>
/// <param name="Status">
/// <c>unreachable</c>, or the cluster's word: <c>joining</c>, <c>weaklyUp</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c>.
/// </param>
internal sealed record NodeStatus(string Address, string Status)
{
    /// <summary>Its roles.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Whether it is this node.</summary>
    public bool IsSelf { get; init; }

    /// <summary>Whether it decides who joins and leaves.</summary>
    public bool IsLeader { get; init; }

    /// <summary>Whether it has been there longest of those that own emulators: it has the lease broker.</summary>
    public bool IsOldest { get; init; }

    /// <summary>Where it answers HTTP; null when it does not, or has not said so.</summary>
    public string? HttpAddress { get; init; }

    /// <summary>All its slots.</summary>
    public int SlotsTotal { get; init; }

    /// <summary>Those that no emulator has.</summary>
    public int SlotsFree { get; init; }

    /// <summary>Those with a static address.</summary>
    public int SlotsStatic { get; init; }

    /// <summary>Emulators that it owns.</summary>
    public int Emulators { get; init; }

    /// <summary>Frames of inputs that wait or are in flight on them, estimated.</summary>
    public long OutstandingFrames { get; init; }

    /// <summary>How long ago its newest report came, from which slots, emulators, frames and HTTP address are; null when none has come.</summary>
    public TimeSpan? ReportAge { get; init; }
}
