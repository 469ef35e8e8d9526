using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Common;

/// <summary>Why something is not done, or why nobody knows whether it was: the one place that makes answers of it.</summary>
/// <param name="Outcome">What became of the inputs.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Detail">Why, for people.</param>
internal sealed record Refusal(InputOutcome Outcome, ReplyCode Code, string Detail)
{
    /// <summary>Stands for an answer that was given or is on its way already.</summary>
    public static readonly Refusal AnsweredElsewhere = new(InputOutcome.Applied, ReplyCode.None, "");

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Too much waits already; in a second there may be room.</summary>
    public static Refusal Overloaded(string detail) => new(InputOutcome.Overloaded, ReplyCode.QueueFull, detail) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Whether the inputs were applied cannot be known.</summary>
    public static Refusal Unknown(ReplyCode code, string detail) => new(InputOutcome.Unknown, code, detail);

    /// <summary>How an execution ended that ended for this reason.</summary>
    public static ExecutionStatus StatusOf(ReplyCode code) => code switch
    {
        ReplyCode.Cancelled => ExecutionStatus.Cancelled,
        ReplyCode.WaitTimedOut or ReplyCode.DeadlinePassed => ExecutionStatus.TimedOut,
        _ => ExecutionStatus.Failed,
    };

    /// <summary>Replies to the inputs of a batch of which nothing is known.</summary>
    public static ImmutableArray<InputReply> UnknownInputs(EmulatorId emulator, InputBatch batch, ReplyCode code, string? detail) =>
    [
        .. batch.Inputs.Select(input => new InputReply(emulator, InputOutcome.Unknown, 0, input.Count, 0, 0, TimeSpan.Zero) { Code = code, Detail = detail }),
    ];

    public InputReply ToReply(EmulatorId emulator, int of, long epoch = 0, long sequence = 0, TimeSpan latency = default) =>
        new(emulator, Outcome, 0, of, epoch, sequence, latency) { Code = Code, Detail = Detail, RetryAfter = RetryAfter };

    public BatchReply ToBatchReply(EmulatorId emulator, int of, long epoch = 0, TimeSpan latency = default) =>
        new(emulator, Outcome, 0, of, epoch, 0, latency, []) { Code = Code, Detail = Detail, RetryAfter = RetryAfter };

    /// <summary>The answer of the kind that the message expects.</summary>
    public IWireMessage AnswerTo(IWithEmulatorId message) => message switch
    {
        SendInput input => ToReply(message.Emulator, input.Input.Count),
        WriteGame => ToReply(message.Emulator, 1),
        SendBatch batch => ToBatchReply(message.Emulator, batch.Batch.Steps),
        // What may have been run must not look like what was refused: that is tried elsewhere.
        RunBatch run when Outcome == InputOutcome.Unknown => new BatchExecution(run.ExecutionId, ExecutionStatus.Failed, default, default, 0, run.Batch.Steps)
        {
            Emulator = message.Emulator,
            Start = run.Start is null ? StartFate.NotAsked : StartFate.Unknown,
            Results = UnknownInputs(message.Emulator, run.Batch, Code, Detail),
            Code = Code,
            Detail = Detail,
        },
        _ => new RequestFailed(message.Emulator, Code, Detail),
    };
}
