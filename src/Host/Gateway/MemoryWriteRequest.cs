using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>A request to write memory.</summary>
internal sealed record MemoryWriteRequest : TermsRequest
{
    /// <summary>First address.</summary>
    [Description("0xC100 or decimal, within 0 to 0xFFFF.")]
    public required string Address { get; init; }

    /// <summary>The bytes.</summary>
    [Description("Two hexadecimal digits a byte, 1 to 8192 bytes (Emulator:MaxMemoryWrite).")]
    public required string Hex { get; init; }

    /// <summary>The bank of a switched address.</summary>
    [Description("The bank of a switched address; without it the one that the game has switched in.")]
    [Range(0, MemoryRange.MaxBank)]
    public int? Bank { get; init; }
}
