using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A name that several inputs share.</summary>
internal sealed record InputNameRequest
{
    /// <summary>Most inputs that one id stands for.</summary>
    public const int MostOfOneId = 1_024;

    /// <summary>The caller's id.</summary>
    [Expected(InputNameConverter.AllowedId)]
    public required string Id { get; init; }

    /// <summary>Which of the inputs of that id, from 0; below <see cref="Count"/>.</summary>
    [Range(0, MostOfOneId - 1)]
    public required int Index { get; init; }

    /// <summary>How many inputs the id stands for.</summary>
    [Range(1, MostOfOneId)]
    public required int Count { get; init; }
}
