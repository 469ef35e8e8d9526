using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Answers each input and execution that an emulator accepted exactly once: every way in which one can end goes through here. It also counts the
/// unanswered ones. Belongs to the emulator's actor and is used on no other thread.
/// </summary>
internal sealed class InputAnswers(EmulatorId emulator, EmulatorOptions options, ActorInputMetrics metrics, TimeProvider time, IActorRef self)
{
    private static readonly Refusal CancelledByCaller = new(InputOutcome.NotApplied, ReplyCode.Cancelled, "It was cancelled before it was sent.");

    private static readonly Refusal TimeUp = new(InputOutcome.NotApplied, ReplyCode.WaitTimedOut, "Its time was up before it was sent.");

    private static readonly Refusal Expired = new(InputOutcome.NotApplied, ReplyCode.DeadlinePassed, "It waited longer than its deadline.");

    private InputIdWindow? _ids;

    /// <summary>What waits.</summary>
    public InputQueue Queue { get; } = new(options.Buffering, time);

    /// <summary>The epoch under which inputs are sent.</summary>
    public long Epoch { get; set; }

    /// <summary>Steps applied since the beginning.</summary>
    public long StepsApplied { get; set; }

    /// <summary>Inputs accepted and not answered.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Those of them that are in executions.</summary>
    public int Executing { get; private set; }

    /// <summary>Bytes of the writes that wait.</summary>
    public int WriteBytes { get; private set; }

    /// <summary>The ids that are remembered; null while there was none. Most of thousands of emulators have none.</summary>
    public InputIdWindow? KnownIds => _ids;

    /// <summary>Where ids are remembered.</summary>
    public InputIdWindow Ids => _ids ??= new InputIdWindow(options.RememberedIds, options.RememberIdsFor, time);

    /// <summary>Inputs are accepted.</summary>
    public void Count(int inputs)
    {
        Unanswered += inputs;
        metrics.Accepted(inputs);
    }

    /// <summary>A write is accepted.</summary>
    public void Count(GameWrite write)
    {
        Count(1);
        WriteBytes += write.Bytes.Length;
    }

    /// <summary>An execution is accepted.</summary>
    public void Count(QueuedExecution execution)
    {
        Count(execution.Items.Length);
        Executing += execution.Items.Length;
        Queue.Gauge.Accepted(execution.Frames, execution.AcceptedAt);
    }

    /// <summary>Inputs go to another owner, which answers them and the repeats of the same id.</summary>
    public IReadOnlyList<IActorRef> Withdraw(QueuedInput input)
    {
        var inputs = input.Batch?.Items.Length ?? 1;
        Unanswered -= inputs;
        WriteBytes -= input.Write?.Bytes.Length ?? 0;
        metrics.Returned(inputs);
        Queue.Gauge.Answered(input.Batch?.Items.Sum(static item => item.Frames) ?? input.Frames, time.GetTimestamp());
        return Withdraw(input.Terms.Id);
    }

    /// <summary>An execution goes to another owner, which answers it and the repeats of the same id.</summary>
    public IReadOnlyList<IActorRef> Withdraw(QueuedExecution execution)
    {
        Forget(execution);
        metrics.Returned(execution.Items.Length);
        return Withdraw(execution.Run.Terms.Id);
    }

    /// <summary>
    /// Answers the inputs that a dispatch decided, and puts back those that may be sent again. An input that failed too often alone is answered as
    /// not applied.
    /// </summary>
    /// <returns>True when it is unknown whether one of them was applied.</returns>
    public bool Settle(DispatchDone done)
    {
        // An execution is answered with its results and nothing else.
        var unknown = done.Dispatch.Command is QueuedExecution execution ? Settle(execution, done) : SettleInputs(done);
        if (done is { Dispatch.Command: { } command and not QueuedExecution, Answer: { } answer })
        {
            command.IsAnswered = true;
            command.ReplyTo.Tell(answer, self);
        }

        Queue.Settled(done.Dispatch);
        return unknown;
    }

    private bool SettleInputs(DispatchDone done)
    {
        AnswerExpired(done.Dispatch.Expired);
        var now = time.GetTimestamp();
        List<QueuedInput>? again = null;
        var unknown = false;
        for (var i = 0; i < done.Verdicts.Length; i++)
        {
            var input = done.Dispatch.Inputs[i];
            var verdict = done.Verdicts[i];
            unknown |= verdict.Kind == VerdictKind.Unknown;
            if (verdict.Kind == VerdictKind.MayGoAgain && !GaveUp(input, done))
                (again ??= []).Add(input);
            else
                Answer(input, InputReplies.Of(emulator, Epoch, input, verdict, done.SharesState, now, time), now);
        }

        if (again is not null)
            Queue.PutBack(again);
        return unknown;
    }

    /// <summary>Answers everything that has expired while it waited.</summary>
    public void AnswerExpired()
    {
        var now = time.GetTimestamp();
        AnswerExpired(Queue.Remove(input => input.IsExpired(now, time)));
    }

    /// <summary>Answers everything that waits, as not applied.</summary>
    public void AnswerWaiting(Refusal refusal)
    {
        AnswerWaiting(static _ => true, refusal);
        AnswerCommands(static _ => true, refusal);
    }

    /// <summary>Answers the waiting questions and commands for which the predicate is true, as failed.</summary>
    public void AnswerCommands(Func<QueuedCommand, bool> predicate, Refusal refusal)
    {
        foreach (var command in Queue.RemoveCommands(predicate))
            AnswerRemoved(command, refusal);
    }

    /// <summary>Answers the waiting items for which the predicate is true, as not applied.</summary>
    public void AnswerWaiting(Func<QueuedInput, bool> predicate, Refusal refusal)
    {
        foreach (var input in Queue.Remove(predicate))
            Answer(input, refusal.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt)));
    }

    /// <summary>Answers everything, because the actor ends: waiting items as not applied, items in flight as unknown.</summary>
    public void AnswerAbandoned(Refusal refusal)
    {
        foreach (var dispatch in Queue.Unsettled)
        {
            if (dispatch.Done is { } done)
                Settle(done); // Its result was on its way to the actor, which will not get it.
            else
                AnswerCut(dispatch, refusal);
        }

        AnswerWaiting(refusal);
    }

    /// <summary>Answers the message on which the actor crashed, unless it was accepted: then it is in the queue.</summary>
    public void AnswerCrash(object message, IActorRef sender, Exception reason)
    {
        var refusal = new Refusal(InputOutcome.NotApplied, ReplyCode.NodeFault, $"The emulator's actor failed: {reason.Message}");
        if (message is DispatchDone { Dispatch: var dispatch })
            AnswerCut(dispatch, refusal);
        else if (message is SendInput input)
            sender.Tell(refusal.ToReply(emulator, input.Input.Count, Epoch, sequence: 0, TimeSpan.Zero), self);
        else if (message is WriteGame)
            sender.Tell(refusal.ToReply(emulator, of: 1, Epoch, sequence: 0, TimeSpan.Zero), self);
        else if (message is SendBatch batch)
            sender.Tell(refusal.ToBatchReply(emulator, batch.Batch.Steps, Epoch), self);
        else if (message is IWithEmulatorId)
            sender.Tell(new RequestFailed(emulator, refusal.Code, refusal.Detail), self);
    }

    /// <summary>Answers the unsettled inputs of a dispatch whose result nobody will see: it is not known what it pressed.</summary>
    private void AnswerCut(Dispatch dispatch, Refusal refusal)
    {
        if (!Queue.Unsettled.Contains(dispatch))
            return; // All of it is answered, or waits again.
        AnswerExpired(dispatch.Expired.FindAll(static input => !input.IsAnswered));
        var unknown = refusal with { Outcome = InputOutcome.Unknown };
        foreach (var input in dispatch.Inputs.Where(static input => !input.IsAnswered))
            Answer(input, unknown.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt)));
        if (dispatch.Command is QueuedExecution execution && !execution.IsAnswered)
            AnswerCut(execution, refusal);
        else if (dispatch.Command is { IsAnswered: false } command)
            AnswerRemoved(command, refusal);
        Queue.Settled(dispatch);
    }

    private void AnswerExpired(List<QueuedInput> expired)
    {
        foreach (var input in expired)
        {
            var refusal = new Refusal(
                InputOutcome.Expired, ReplyCode.DeadlinePassed, $"It waited longer than its deadline of {input.Terms.Deadline?.TotalMilliseconds} ms.");
            Answer(input, refusal.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt)));
        }
    }

    /// <summary>Answers an input. Once: it is not in the queue any more.</summary>
    public void Answer(QueuedInput input, InputReply reply) => Answer(input, reply, time.GetTimestamp());

    private void Answer(QueuedInput input, InputReply reply, long now)
    {
        input.IsAnswered = true;
        Unanswered--;
        WriteBytes -= input.Write?.Bytes.Length ?? 0;
        Queue.Gauge.Answered(input.Frames, now);
        StepsApplied += reply.Applied;
        metrics.Answered(reply.Outcome);
        object? whole = input.Batch is { } batch ? batch.Add(reply) : reply;
        if (whole is null)
            return;
        input.ReplyTo.Tell(whole, self);
        if (input.Terms.Id is not { } id || _ids is null)
            return;
        foreach (var waiting in _ids.Answer(id, whole, now))
            waiting.Tell(whole, self);
    }

    private bool GaveUp(QueuedInput input, DispatchDone done) =>
        !done.SessionLost && done.Dispatch.Inputs.Count == 1 && ++input.Failures > options.Session.Retries;

    /// <summary>Answers an execution that was run.</summary>
    /// <returns>True when it is unknown whether one of its inputs was applied.</returns>
    private bool Settle(QueuedExecution execution, DispatchDone done)
    {
        if (done.Execution is not { NeverBegan: false } end)
        {
            var failure = done.Execution?.Failure ?? done.Failure;
            var refusal = new Refusal(InputOutcome.NotApplied, failure?.Code ?? ReplyCode.ServerError, failure?.Detail ?? "It was not taken up.");
            Answer(execution, InputReplies.Refused(emulator, execution, refusal, time) with { Start = done.Execution?.Start ?? InputReplies.NotStarted(execution.Run) });
            return false;
        }

        var now = time.GetTimestamp();
        var results = ImmutableArray.CreateBuilder<InputReply>(execution.Items.Length);
        for (var i = 0; i < execution.Items.Length; i++)
            results.Add(InputReplies.Of(emulator, Epoch, execution.Items[i], end.Verdicts[i], done.SharesState, now, time));
        Answer(execution, new BatchExecution(
            execution.Run.ExecutionId, end.Status, execution.StartedAt, InputReplies.EndOf(execution, time), results.Sum(r => r.Applied), results.Sum(r => r.Of))
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
            Answer(execution, InputReplies.Refused(emulator, execution, refusal, time));
        else
            command.ReplyTo.Tell(new RequestFailed(emulator, refusal.Code, refusal.Detail), self);
    }

    /// <summary>Answers an execution that was cut off: what it pressed cannot be known.</summary>
    private void AnswerCut(QueuedExecution execution, Refusal refusal)
    {
        var verdicts = new Verdict[execution.Items.Length];
        var failure = new SessionFailure(refusal.Code, refusal.Detail);
        Array.Fill(verdicts, new Verdict(VerdictKind.Unknown, 0, failure));
        Settle(execution, new DispatchDone(0, Dispatch.Of(execution), [])
        {
            Execution = new ExecutionEnd(ExecutionStatus.Failed, verdicts, failure) { Start = execution.Run.Start is null ? StartFate.NotAsked : StartFate.Unknown },
        });
    }

    /// <summary>Answers an execution. Once: it is not in the queue any more.</summary>
    public void Answer(QueuedExecution execution, BatchExecution whole)
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

    private IReadOnlyList<IActorRef> Withdraw(string? id) => id is null || _ids is null ? [] : _ids.Withdraw(id);

    private void Forget(QueuedExecution execution)
    {
        Unanswered -= execution.Items.Length;
        Executing -= execution.Items.Length;
        Queue.Gauge.Answered(execution.Frames, time.GetTimestamp());
    }
}
