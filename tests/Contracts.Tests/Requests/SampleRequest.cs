using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Tests.Requests;

/// <summary>A request with a member of each kind.</summary>
internal sealed record SampleRequest
{
    public required string Name { get; init; }

    [Range(1, 10)]
    public required int Count { get; init; }

    [Range(0, 99)]
    public int? Wait { get; init; }

    [Range(0, 1L << 40)]
    public long? Epoch { get; init; }

    public bool? Flag { get; init; }

    public DispatchMode? Mode { get; init; }

    public IReadOnlyList<string>? Texts { get; init; }

    public SampleRequest? Inner { get; init; }

    public IReadOnlyList<SampleRequest>? Many { get; init; }

    public IReadOnlyList<SamplePlace>? Places { get; init; }
}
