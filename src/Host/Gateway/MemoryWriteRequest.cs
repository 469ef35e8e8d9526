using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to write memory; it is read member by member, so that each error says what and where.</summary>
internal sealed record MemoryWriteRequest
{
    /// <summary>First address.</summary>
    [Description("0xC100 or decimal, within 0 to 0xFFFF.")]
    public required string Address { get; init; }

    /// <summary>The bytes.</summary>
    [Description("Two hexadecimal digits a byte, 1 to 8192 bytes (Emulator:MaxMemoryWrite).")]
    public required string Hex { get; init; }

    /// <summary>The bank of a switched address.</summary>
    [Description("The bank of a switched address; without it the one that the game has switched in.")]
    public int? Bank { get; init; }

    /// <summary>The caller's name for the write; the same as the header Idempotency-Key.</summary>
    [Description("1 to 128 printable ASCII characters: the same id again gets the first answer and writes nothing.")]
    public string? Id { get; init; }

    /// <summary>How long it may wait in the queue.</summary>
    [Description("Milliseconds that it may wait in the queue, 1 to 86400000.")]
    public int? DeadlineMs { get; init; }

    /// <summary>Before or behind others in the queue.</summary>
    public InputPriority? Priority { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }
}
