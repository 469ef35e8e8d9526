using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>A range of memory to read, as an object.</summary>
internal sealed record MemoryRangeRequest
{
    /// <summary>The first address.</summary>
    [Description("The first address: hexadecimal with 0x, or decimal.")]
    public required string Address { get; init; }

    /// <summary>How many bytes.</summary>
    [Description("How many bytes; 1 when absent.")]
    [Range(1, MemoryRange.MaxLength)]
    public int? Length { get; init; }

    /// <summary>The bank of a switched address.</summary>
    [Description("The bank of a switched address; absent: the bank that the game has switched in.")]
    [Range(0, MemoryRange.MaxBank)]
    public int? Bank { get; init; }
}
