using System.ComponentModel.DataAnnotations;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A range of memory that the answer is to show.</summary>
internal sealed record MemoryRangeRequest
{
    /// <summary>The first address.</summary>
    public required MemoryAddress Address { get; init; }

    /// <summary>How many bytes.</summary>
    [Range(1, MemoryRange.MostBytes)]
    public required int Length { get; init; }

    /// <summary>The bank of a switched address; absent, what the game's processor sees.</summary>
    [Range(0, MemoryRange.MostBank)]
    public int? Bank { get; init; }

    /// <summary>The range.</summary>
    /// <exception cref="Problems.ProblemException">It goes beyond the address space, or beyond its bank.</exception>
    public MemoryRange ToRange() => MemoryRange.Of(Address.Value, Length, Bank);
}
