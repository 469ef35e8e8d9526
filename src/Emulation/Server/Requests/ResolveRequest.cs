using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Writes of an earlier epoch; the caller asks what became of them.</summary>
internal sealed record ResolveRequest
{
    private const int MostResolved = 1_024;

    /// <summary>The epoch that they were sent under.</summary>
    [Whole(0, WriteTag.Largest)]
    public required long Epoch { get; init; }

    /// <summary>The number of the first.</summary>
    [Whole(1, WriteTag.Largest)]
    public required long Sequence { get; init; }

    /// <summary>How many; 1 when absent.</summary>
    [Range(1, MostResolved)]
    public int? Count { get; init; }
}
