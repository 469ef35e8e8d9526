using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to press a batch.</summary>
internal sealed record BatchRequest
{
    /// <summary>The inputs in order.</summary>
    [Description("Inputs in order, each as in a request to press one.")]
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Frames that a press is held that names no hold.</summary>
    [Description("Frames that a press is held that does not say it, 1 to 10000; absent, the emulator server's (10).")]
    public int? Hold { get; init; }

    /// <summary>Frames that pass after a press that names no wait.</summary>
    [Description("Frames that pass after a press that does not say it, 0 to 10000; absent, the emulator server's (120). With 0 one frame still passes, so that presses are apart.")]
    public int? Wait { get; init; }

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
