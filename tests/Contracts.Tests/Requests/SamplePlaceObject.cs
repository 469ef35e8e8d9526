using System.ComponentModel.DataAnnotations;

namespace ActorInput.Contracts.Tests.Requests;

/// <summary>The object of a <see cref="SamplePlace"/>.</summary>
internal sealed record SamplePlaceObject
{
    [Range(0, 9)]
    public required int At { get; init; }
}
