using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Common;

/// <summary>Why something was not done, or why it is unknown whether it was. Only this class makes answers of refusals.</summary>
/// <param name="Outcome">The outcome of the inputs.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Detail">Why, for people.</param>
internal sealed record Refusal(InputOutcome Outcome, ReplyCode Code, string Detail)
{
    /// <summary>Stands for an answer that was already given or is on its way.</summary>
    public static readonly Refusal AnsweredElsewhere = new(InputOutcome.Applied, ReplyCode.None, "");

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Too many items wait; there may be room in a second.</summary>
    public static Refusal Overloaded(string detail) => new(InputOutcome.Overloaded, ReplyCode.QueueFull, detail) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>It cannot be known whether the inputs were applied.</summary>
    public static Refusal Unknown(ReplyCode code, string detail) => new(InputOutcome.Unknown, code, detail);

    /// <summary>The status of an execution that ended for this reason.</summary>
    public static ExecutionStatus StatusOf(ReplyCode code) => code switch
    {
        ReplyCode.Cancelled => ExecutionStatus.Cancelled,
        ReplyCode.WaitTimedOut or ReplyCode.DeadlinePassed => ExecutionStatus.TimedOut,
        _ => ExecutionStatus.Failed,
    };

    /// <summary>The replies to the inputs of a batch whose result is unknown.</summary>
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
        // A batch that may have run must not look like a refused one, because a refused batch is tried on another emulator.
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
