using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Common;

/// <summary>Makes the reply that a message for an emulator expects, when it gets there too late or not at all.</summary>
internal static class Refusals
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>True when asking a second time changes nothing.</summary>
    public static bool IsQuestion(IWithEmulatorId message) => message is GetState or GetScreen or GetStatus or ReadMemory or ReadBattery or StartEmulator or Locate;

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
        WriteGame => new InputReply(message.Emulator, outcome, 0, 1, 0, 0, TimeSpan.Zero) { Code = code, Detail = detail, RetryAfter = retryAfter },
        SendBatch batch => new BatchReply(message.Emulator, outcome, 0, batch.Batch.Steps, 0, 0, TimeSpan.Zero, [])
        {
            Code = code,
            Detail = detail,
            RetryAfter = retryAfter,
        },
        // What may have been run must not look like what was refused: that is tried elsewhere.
        RunBatch run when outcome == InputOutcome.Unknown => new BatchExecution(run.ExecutionId, ExecutionStatus.Failed, default, default, 0, run.Batch.Steps)
        {
            Emulator = message.Emulator,
            Start = run.Start is null ? StartFate.NotAsked : StartFate.Unknown,
            Results = Unknown(message.Emulator, run.Batch, code, detail),
            Code = code,
            Detail = detail,
        },
        _ => new RequestFailed(message.Emulator, code, detail),
    };

    /// <summary>Replies to the inputs of a batch of which nothing is known.</summary>
    public static ImmutableArray<InputReply> Unknown(EmulatorId emulator, InputBatch batch, ReplyCode code, string? detail) =>
    [
        .. batch.Inputs.Select(input => new InputReply(emulator, InputOutcome.Unknown, 0, input.Count, 0, 0, TimeSpan.Zero) { Code = code, Detail = detail }),
    ];
}
