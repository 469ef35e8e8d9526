using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>A range of memory to look at, as an object.</summary>
internal sealed record MemoryRangeRequest
{
    /// <summary>The first address.</summary>
    [Description("The first address: hexadecimal behind 0x, or decimal.")]
    public required string Address { get; init; }

    /// <summary>How many bytes.</summary>
    [Description("How many bytes; 1 when absent.")]
    [Range(1, MemoryRange.MaxLength)]
    public int? Length { get; init; }

    /// <summary>The bank of a switched address.</summary>
    [Description("The bank of a switched address; what the game's processor sees when absent.")]
    [Range(0, MemoryRange.MaxBank)]
    public int? Bank { get; init; }
}
