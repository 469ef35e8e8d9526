using System.ComponentModel;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to press; it is read member by member, so that each error says what and where.</summary>
internal sealed record InputRequest
{
    /// <summary>What to press.</summary>
    [Description("Buttons and waits, apart by spaces or commas: A, WAIT:30 (frames), RIGHT*5 (repeated), A+B (together), A:12 (held 12 frames), A:2/30 (held 2, then 30 released), A:2/0 (exactly 2 frames), [RIGHT]+A (RIGHT stays down).")]
    public required string Inputs { get; init; }

    /// <summary>Frames that a press is held that names no hold.</summary>
    [Description("Frames that a press is held that does not say it, 1 to 10000; absent, the emulator server's (10).")]
    public int? Hold { get; init; }

    /// <summary>Frames that pass after a press that names no wait.</summary>
    [Description("Frames that pass after a press that does not say it, 0 to 10000; absent, the emulator server's (120). With 0 one frame still passes, so that presses are apart.")]
    public int? Wait { get; init; }

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
