using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>Makes the answers to inputs that were sent, and to executions of which nothing was sent.</summary>
internal static class InputReplies
{
    /// <summary>The answer to an input that was sent.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="epoch">The epoch under which it was sent.</param>
    /// <param name="input">The input.</param>
    /// <param name="verdict">Its result.</param>
    /// <param name="sharesState">Whether the dialect describes the game once for all inputs of the request.</param>
    /// <param name="now">A timestamp of the clock.</param>
    /// <param name="time">The clock.</param>
    public static InputReply Of(EmulatorId emulator, long epoch, QueuedInput input, Verdict verdict, bool sharesState, long now, TimeProvider time)
    {
        var of = input.Input.Count;
        var outcome = verdict.Kind switch
        {
            VerdictKind.Unknown => InputOutcome.Unknown,
            VerdictKind.NotSupported => InputOutcome.NotSupported,
            _ when verdict.Applied == of => InputOutcome.Applied,
            _ when verdict.Applied > 0 => InputOutcome.Partial,
            _ => InputOutcome.NotApplied,
        };
        var reply = new InputReply(emulator, outcome, verdict.Applied, of, epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt, now))
        {
            SharesState = sharesState,
            StateHash = verdict.StateHash,
        };
        return outcome == InputOutcome.Applied
            ? reply
            : reply with
            {
                Code = verdict.Failure?.Code ?? ReplyCode.ServerError,
                Detail = verdict.Failure?.Detail ?? "The emulator server applied less than it was sent.",
            };
    }

    /// <summary>The answer to an execution that was accepted and of which nothing was pressed.</summary>
    public static BatchExecution Refused(EmulatorId emulator, QueuedExecution execution, Refusal refusal, TimeProvider time) =>
        Refused(emulator, execution.Run, refusal, execution.StartedAt, EndOf(execution, time));

    /// <summary>The answer to an execution of which nothing was pressed.</summary>
    public static BatchExecution Refused(EmulatorId emulator, RunBatch run, Refusal refusal, DateTimeOffset from, DateTimeOffset to) =>
        refusal.ToExecution(run.ExecutionId, emulator, run.Batch, run.Start is not null, from, to);

    /// <summary>The result of the start of an execution that did not begin.</summary>
    public static StartFate NotStarted(RunBatch run) => run.Start is null ? StartFate.NotAsked : StartFate.NotDone;

    /// <summary>The end time of an execution that ends now, by the monotonic clock.</summary>
    public static DateTimeOffset EndOf(QueuedExecution execution, TimeProvider time) => execution.StartedAt + time.GetElapsedTime(execution.AcceptedAt);
}
