using ActorInput.Actors.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>A member of the cluster, as the node that answers sees it.</summary>
internal sealed record NodeBody
{
    /// <summary>Its address in the cluster.</summary>
    public required string Address { get; init; }

    /// <summary><c>joining</c>, <c>weaklyUp</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c>, or <c>unreachable</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Its roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether it is the node that answers.</summary>
    public required bool IsSelf { get; init; }

    /// <summary>Whether it decides who joins and leaves.</summary>
    public required bool IsLeader { get; init; }

    /// <summary>Whether it is the oldest of the nodes that own emulators; the oldest has the lease broker.</summary>
    public required bool IsOldest { get; init; }

    /// <summary>Its HTTP address; null when it has none or has not reported it.</summary>
    public string? Http { get; init; }

    /// <summary>Its slots; null before its first report.</summary>
    public SlotsBody? Slots { get; init; }

    /// <summary>Emulators that it owns; null before its first report.</summary>
    public int? Emulators { get; init; }

    /// <summary>Frames of the inputs that wait or are in flight on its emulators, estimated; null before its first report.</summary>
    public long? OutstandingFrames { get; init; }

    /// <summary>Milliseconds since its newest load report; null when none has come.</summary>
    public long? ReportAgeMs { get; init; }

    public static NodeBody From(NodeStatus node) => new()
    {
        Address = node.Address,
        Status = node.Status,
        Roles = node.Roles,
        IsSelf = node.IsSelf,
        IsLeader = node.IsLeader,
        IsOldest = node.IsOldest,
        Http = node.HttpAddress,
        Slots = node.ReportAge is null ? null : new SlotsBody(node.SlotsTotal, node.SlotsFree, node.SlotsStatic),
        Emulators = node.ReportAge is null ? null : node.Emulators,
        OutstandingFrames = node.ReportAge is null ? null : node.OutstandingFrames,
        ReportAgeMs = (long?)node.ReportAge?.TotalMilliseconds,
    };
}
