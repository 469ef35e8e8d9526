using System.ComponentModel;

namespace ActorInput.Host.Gateway;

/// <summary>Describes a range of memory to look at. A text as <c>0xC100:16</c> may stand in its place.</summary>
internal sealed record MemoryRangeRequest
{
    /// <summary>The first address.</summary>
    [Description("The first address: hexadecimal behind 0x, or decimal.")]
    public required string Address { get; init; }

    /// <summary>How many bytes.</summary>
    [Description("How many bytes, from 1; 1 when absent.")]
    public int? Length { get; init; }

    /// <summary>The bank of a switched address.</summary>
    [Description("The bank of a switched address; what the game's processor sees when absent.")]
    public int? Bank { get; init; }
}
