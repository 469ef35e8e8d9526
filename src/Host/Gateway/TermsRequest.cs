using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>The terms that every request that changes a game may have.</summary>
internal abstract record TermsRequest
{
    /// <summary>Longest <see cref="DeadlineMs"/>.</summary>
    private const int MaxDeadlineMs = 24 * 60 * 60 * 1000;

    /// <summary>The caller's id of the request; the same as the header Idempotency-Key.</summary>
    [Description("1 to 128 printable ASCII characters: a request with the same id gets the first answer, and nothing is done again. The same as the header Idempotency-Key.")]
    public string? Id { get; init; }

    /// <summary>How long it may wait in the queue.</summary>
    [Description("Milliseconds that it may wait in the queue.")]
    [Range(1, MaxDeadlineMs)]
    public int? DeadlineMs { get; init; }

    /// <summary>The priority in the queue.</summary>
    [Description("bulk waits behind interactive (default).")]
    public InputPriority? Priority { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    [Description("The token of the caller's lease; the same as the header Lease.")]
    public string? Lease { get; init; }
}
