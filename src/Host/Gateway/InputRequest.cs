using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to press; it is read member by member, so that each error says what and where.</summary>
internal sealed record InputRequest
{
    /// <summary>What to press.</summary>
    [Description("Buttons and waits, apart by spaces or commas: A, WAIT:30 (frames), RIGHT*5 (repeated), A:12 (held), A+B (together).")]
    public required string Inputs { get; init; }

    /// <summary>The caller's name for the input; the same as the header Idempotency-Key.</summary>
    [Description("1 to 128 printable ASCII characters: the same id again gets the first answer and presses nothing.")]
    public string? Id { get; init; }

    /// <summary>How long it may wait in the queue.</summary>
    [Description("Milliseconds that it may wait in the queue, 1 to 86400000.")]
    public int? DeadlineMs { get; init; }

    /// <summary>Before or behind others in the queue.</summary>
    public InputPriority? Priority { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }
}
