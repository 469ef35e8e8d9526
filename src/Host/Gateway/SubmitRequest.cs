using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to run one batch, or several by the member batches.</summary>
internal sealed record SubmitRequest
{
    /// <summary>The inputs in order.</summary>
    [Description("Inputs in order, each as in a request to press one.")]
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Frames that a press is held that names no hold.</summary>
    [Description("Frames that a press is held that does not say it, 1 to 10000; absent, the emulator server's (10).")]
    public int? Hold { get; init; }

    /// <summary>Frames that pass after a press that names no wait.</summary>
    [Description("Frames that pass after a press that does not say it, 0 to 10000; absent, the emulator server's (120). With 0 one frame still passes, so that presses are apart.")]
    public int? Wait { get; init; }

    /// <summary>How they are sent.</summary>
    public DispatchMode? Mode { get; init; }

    /// <summary>The emulator.</summary>
    [Description("The emulator; absent, that of the lease, or one that the policy chooses.")]
    public string? Emulator { get; init; }

    /// <summary>Name of the policy.</summary>
    [Description("LeastLoaded, RoundRobin, Random, Local or one of the node's own, case ignored; the node's default when absent.")]
    public string? Policy { get; init; }

    /// <summary>Only emulators with this cartridge.</summary>
    [Description("Only emulators with this cartridge, case ignored.")]
    public string? Cartridge { get; init; }

    /// <summary>Where the game starts from.</summary>
    [Description("The checkpoint to start from, or fresh; absent, the game goes on from where it is.")]
    public string? Start { get; init; }

    /// <summary>What to look at afterwards.</summary>
    public ObserveRequest? Observe { get; init; }

    /// <summary>How long the whole may take.</summary>
    [Description("Milliseconds that the whole may take, 1 to 86400000; it stops between inputs.")]
    public long? TimeoutMs { get; init; }

    /// <summary>The caller's name for the execution, to cancel it by.</summary>
    [Description("1 to 128 printable ASCII characters; one is made up when absent.")]
    public string? ExecutionId { get; init; }

    /// <summary>The caller's name for the batch; the same as the header Idempotency-Key. Needs an emulator.</summary>
    public string? Id { get; init; }

    /// <summary>How long it may wait in the queue, in milliseconds.</summary>
    public int? DeadlineMs { get; init; }

    /// <summary>Before or behind others in the queue.</summary>
    public InputPriority? Priority { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }

    /// <summary>Several batches in the place of all other members.</summary>
    [Description("Several batches, 1 to 256, each with the members above; then nothing else.")]
    public IReadOnlyList<SubmitRequest>? Batches { get; init; }
}
