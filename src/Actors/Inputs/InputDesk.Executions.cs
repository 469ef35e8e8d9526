using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>Accepts executions and answers each exactly once.</summary>
internal sealed partial class InputDesk
{
    private static readonly Refusal CancelledByCaller = new(InputOutcome.NotApplied, ReplyCode.Cancelled, "It was cancelled before it was sent.");

    private static readonly Refusal TimeUp = new(InputOutcome.NotApplied, ReplyCode.WaitTimedOut, "Its time was up before it was sent.");

    private static readonly Refusal Expired = new(InputOutcome.NotApplied, ReplyCode.DeadlinePassed, "It waited longer than its deadline.");

    private int _executing;

    /// <summary>Queues the execution, or answers at once that nothing of it will be pressed. Null when it was answered.</summary>
    /// <param name="message">The execution.</param>
    /// <param name="sender">Who gets the answer.</param>
    /// <param name="at">The time now, UTC.</param>
    public QueuedExecution? Accept(RunBatch message, IActorRef sender, DateTimeOffset at)
    {
        var now = time.GetTimestamp();
        var content = new ExecutionContent(message);
        var refusal = FindFirstAnswer(message.Terms, content, now, sender, at) ?? Problem(message) ?? Leases.Check(message.Terms.Lease)
            ?? ClosedOrFull(message.Batch.Inputs.Length + _executing) ?? Leases.TellHolder(message.Terms.Lease, startsAnew: message.Start is not null);
        if (refusal is not null)
        {
            if (Refuses(refusal, message.Batch.Inputs.Length))
                sender.Tell(Refused(message, refusal, at, at), self);
            return null;
        }

        Remember(message.Terms, content);
        var batch = new PendingBatch(message.Batch, message.Mode) { FirstSequence = Sequence + 1 };
        var execution = new QueuedExecution(message, sender)
        {
            AcceptedAt = now,
            StartedAt = at,
            Sequence = Sequence + message.Batch.Inputs.Length,
            Items = [.. message.Batch.Inputs.Select(input => new QueuedInput(input, message.Terms, ++Sequence, sender) { Batch = batch, AcceptedAt = now })],
        };
        Queue.Gauge.Accepted(execution.Frames, execution.AcceptedAt);
        _executing += execution.Items.Length;
        Count(execution.Items.Length);
        Queue.Add(execution);
        return execution;
    }

    /// <summary>Answers an execution that was run.</summary>
    /// <returns>True when it is unknown whether one of its inputs was applied.</returns>
    private bool Settle(QueuedExecution execution, DispatchDone done)
    {
        if (done.Execution is not { NeverBegan: false } end)
        {
            var failure = done.Execution?.Failure ?? done.Failure;
            var refusal = new Refusal(InputOutcome.NotApplied, failure?.Code ?? ReplyCode.ServerError, failure?.Detail ?? "It was not taken up.");
            Reply(execution, Refused(execution.Run, refusal, execution.StartedAt, EndOf(execution)) with { Start = done.Execution?.Start ?? NotStarted(execution.Run) });
            return false;
        }

        var now = time.GetTimestamp();
        var results = ImmutableArray.CreateBuilder<InputReply>(execution.Items.Length);
        for (var i = 0; i < execution.Items.Length; i++)
            results.Add(ToReply(execution.Items[i], end.Verdicts[i], done, now));
        Reply(execution, new BatchExecution(
            execution.Run.ExecutionId, end.Status, execution.StartedAt, EndOf(execution), results.Sum(r => r.Applied), results.Sum(r => r.Of))
        {
            Emulator = emulator,
            Start = end.Start,
            Results = results.MoveToImmutable(),
            Observations = end.Observations,
            Code = end.Failure?.Code ?? ReplyCode.None,
            Detail = end.Failure?.Detail,
        });
        return Array.Exists(end.Verdicts, verdict => verdict.Kind == VerdictKind.Unknown);
    }

    /// <summary>Stops the execution or batch with this id: if it waits, it is answered as not applied; a running execution ends before its next
    /// input.</summary>
    /// <returns>True when there was an execution with this id.</returns>
    public bool StopExecution(string id, bool timedOut)
    {
        var refusal = timedOut ? TimeUp : CancelledByCaller;
        if (AnswerExecutions(execution => execution.Run.ExecutionId == id, refusal))
            return true;
        if (Queue.Outstanding?.Command is QueuedExecution running && running.Run.ExecutionId == id)
        {
            running.Stop(timedOut ? ExecutionStatus.TimedOut : ExecutionStatus.Cancelled);
            return true;
        }

        AnswerWaiting(input => input.Terms.Id == id, refusal);
        return false;
    }

    /// <summary>An execution's time is up: either its time to wait or its whole time.</summary>
    public void AnswerOverdue(QueuedExecution execution, bool isDeadline)
    {
        if (!AnswerExecutions(queued => ReferenceEquals(queued, execution), isDeadline ? Expired : TimeUp) && !isDeadline)
            execution.Stop(ExecutionStatus.TimedOut);
    }

    /// <summary>Answers the waiting executions for which the predicate is true, as not applied. True when there were some.</summary>
    public bool AnswerExecutions(Func<QueuedExecution, bool> predicate, Refusal refusal)
    {
        var removed = Queue.RemoveCommands(command => command is QueuedExecution execution && predicate(execution));
        foreach (var command in removed)
            AnswerRemoved(command, refusal);
        return removed.Count > 0;
    }

    /// <summary>Answers a question or command that was taken out of the queue, or an execution of which nothing was pressed.</summary>
    public void AnswerRemoved(QueuedCommand command, Refusal refusal)
    {
        if (command is QueuedExecution execution)
            Reply(execution, Refused(execution.Run, refusal, execution.StartedAt, EndOf(execution)));
        else
            command.ReplyTo.Tell(new RequestFailed(emulator, refusal.Code, refusal.Detail), self);
    }

    /// <summary>Answers an execution that was cut off: what it pressed cannot be known.</summary>
    private void AnswerCut(QueuedExecution execution, Refusal refusal)
    {
        var verdicts = new Verdict[execution.Items.Length];
        var failure = new Sessions.SessionFailure(refusal.Code, refusal.Detail);
        Array.Fill(verdicts, new Verdict(VerdictKind.Unknown, 0, failure));
        Settle(execution, new DispatchDone(0, Dispatch.Of(execution), [])
        {
            Execution = new ExecutionEnd(ExecutionStatus.Failed, verdicts, failure) { Start = execution.Run.Start is null ? StartFate.NotAsked : StartFate.Unknown },
        });
    }

    /// <summary>Gives away an execution that was taken out of the queue, with the rest of its time.</summary>
    private void GiveBack(QueuedExecution execution, Action<IWithEmulatorId, IActorRef> give)
    {
        var waited = time.GetElapsedTime(execution.AcceptedAt);
        var message = execution.Run with
        {
            Terms = execution.Run.Terms with { Deadline = Left(execution.Run.Terms.Deadline) },
            Timeout = Left(execution.Run.Timeout),
        };
        Forget(execution);
        metrics.Returned(execution.Items.Length);
        give(message, execution.ReplyTo);
        foreach (var again in message.Terms.Id is { } id ? _ids?.Withdraw(id) ?? [] : [])
            give(message, again);

        TimeSpan? Left(TimeSpan? time) => time is { } whole ? Longer(whole - waited, ShortestDeadline) : null;
    }

    private void Forget(QueuedExecution execution)
    {
        _unanswered -= execution.Items.Length;
        _executing -= execution.Items.Length;
        Queue.Gauge.Answered(execution.Frames, time.GetTimestamp());
    }

    private Refusal? Problem(RunBatch message)
    {
        if (message.Problem() is { } problem)
            return Invalid(problem);
        var inputs = message.Batch.Inputs;
        if (inputs.Length > limits.MaxBatchInputs)
            return Invalid($"inputs has {inputs.Length} entries; 1 to {limits.MaxBatchInputs} are allowed.");
        if (!Enum.IsDefined(message.Mode))
            return Invalid($"mode is {(int)message.Mode}; coalesced, concurrent and sequential are allowed.");
        foreach (var input in inputs)
        {
            if (Problem(message.Terms, input) is { } refusal)
                return refusal;
        }

        return null;
    }

    private void Reply(QueuedExecution execution, BatchExecution whole)
    {
        execution.IsAnswered = true;
        Forget(execution);
        StepsApplied += whole.Applied;
        for (var i = 0; i < execution.Items.Length; i++)
            metrics.Answered(whole.Results.IsEmpty ? InputOutcome.NotApplied : whole.Results[i].Outcome);
        execution.ReplyTo.Tell(whole, self);
        if (execution.Run.Terms.Id is not { } id || _ids is null)
            return;
        foreach (var waiting in _ids.Answer(id, whole, time.GetTimestamp()))
            waiting.Tell(whole, self);
    }

    private BatchExecution Refused(RunBatch run, Refusal refusal, DateTimeOffset from, DateTimeOffset to) =>
        new(run.ExecutionId, Refusal.StatusOf(refusal.Code), from, to, 0, run.Batch.Steps) { Emulator = emulator, Start = NotStarted(run), Code = refusal.Code, Detail = refusal.Detail };

    private static StartFate NotStarted(RunBatch run) => run.Start is null ? StartFate.NotAsked : StartFate.NotDone;

    /// <summary>By the monotonic clock.</summary>
    private DateTimeOffset EndOf(QueuedExecution execution) => execution.StartedAt + time.GetElapsedTime(execution.AcceptedAt);
}
