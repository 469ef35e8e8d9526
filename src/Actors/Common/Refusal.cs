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

    /// <summary>The answer to an execution of which nothing was applied, or of which it is unknown what was applied.</summary>
    /// <param name="id">The execution's id.</param>
    /// <param name="emulator">The emulator that had it; null if none had it.</param>
    /// <param name="batch">Its inputs.</param>
    /// <param name="hasStart">Whether the game had to be set to a start first.</param>
    /// <param name="from">When it was accepted, UTC.</param>
    /// <param name="to">When it ended, UTC.</param>
    public BatchExecution ToExecution(string id, EmulatorId? emulator, InputBatch batch, bool hasStart, DateTimeOffset from, DateTimeOffset to)
    {
        var isUnknown = Outcome == InputOutcome.Unknown;
        return new(id, StatusOf(Code), from, to, 0, batch.Steps)
        {
            Emulator = emulator,
            Start = !hasStart ? StartFate.NotAsked : isUnknown ? StartFate.Unknown : StartFate.NotDone,
            Results = isUnknown && emulator is { } known ? UnknownInputs(known, batch, Code, Detail) : [],
            Code = Code,
            Detail = Detail,
        };
    }

    /// <summary>The answer of the kind that the message expects.</summary>
    public IWireMessage AnswerTo(IWithEmulatorId message) => message switch
    {
        SendInput input => ToReply(message.Emulator, input.Input.Count),
        WriteGame => ToReply(message.Emulator, 1),
        SendBatch batch => ToBatchReply(message.Emulator, batch.Batch.Steps),
        // A batch that may have run must not look like a refused one, because a refused batch is tried on another emulator.
        RunBatch run when Outcome == InputOutcome.Unknown => ToExecution(run.ExecutionId, message.Emulator, run.Batch, run.Start is not null, default, default),
        _ => new RequestFailed(message.Emulator, Code, Detail),
    };
}
