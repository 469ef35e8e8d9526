using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to press a batch.</summary>
internal sealed record BatchRequest
{
    /// <summary>The inputs in order.</summary>
    [Description("Inputs in order, each as in a request to press one.")]
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>How they are sent.</summary>
    [Description("coalesced (default): one request, in order. sequential: one by one. concurrent: several at once, order not promised.")]
    public DispatchMode? Mode { get; init; }

    /// <summary>The caller's name for the batch; the same as the header Idempotency-Key.</summary>
    public string? Id { get; init; }

    /// <summary>How long it may wait in the queue, in milliseconds.</summary>
    public int? DeadlineMs { get; init; }

    /// <summary>Before or behind others in the queue.</summary>
    public InputPriority? Priority { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }
}
