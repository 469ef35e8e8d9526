using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Routing;

/// <summary>Makes the reply that a message for an emulator expects, when it gets there too late or not at all.</summary>
internal static class Refusals
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>True when asking a second time changes nothing.</summary>
    public static bool IsQuestion(IWithEmulatorId message) => message is GetState or GetScreen or GetStatus or ReadMemory or StartEmulator or Locate;

    public static object Overloaded(IWithEmulatorId message, string detail) =>
        Of(message, InputOutcome.Overloaded, ReplyCode.QueueFull, detail, RetryAfter);

    public static object Of(IWithEmulatorId message, InputOutcome outcome, ReplyCode code, string detail, TimeSpan? retryAfter = null) => message switch
    {
        SendInput input => new InputReply(message.Emulator, outcome, 0, input.Input.Count, 0, 0, TimeSpan.Zero)
        {
            Code = code,
            Detail = detail,
            RetryAfter = retryAfter,
        },
        SendBatch batch => new BatchReply(message.Emulator, outcome, 0, batch.Batch.Steps, 0, 0, TimeSpan.Zero, [])
        {
            Code = code,
            Detail = detail,
            RetryAfter = retryAfter,
        },
        _ => new RequestFailed(message.Emulator, code, detail),
    };
}
