using ActorInput.Actors.Common;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>How an emulator's desk answers: every way in which an input can end goes through here, once.</summary>
internal sealed partial class InputDesk
{
    /// <summary>
    /// Answers the inputs that a dispatch decided, and puts back those that may be sent again. An input that failed too often alone is answered as
    /// not applied.
    /// </summary>
    /// <returns>True when it is unknown whether one of them was applied.</returns>
    public bool Settle(DispatchDone done)
    {
        var unknown = done.Dispatch.Command is QueuedExecution execution ? Settle(execution, done) : SettleInputs(done);
        if (done is { Dispatch.Command: { } command, Answer: { } answer })
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
                Answer(input, ToReply(input, verdict, done, now), now);
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

    private void Answer(QueuedInput input, InputReply reply) => Answer(input, reply, time.GetTimestamp());

    private void Answer(QueuedInput input, InputReply reply, long now)
    {
        input.IsAnswered = true;
        _unanswered--;
        _writeBytes -= input.Write?.Bytes.Length ?? 0;
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

    private InputReply ToReply(QueuedInput input, Verdict verdict, DispatchDone done, long now)
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
        var reply = new InputReply(emulator, outcome, verdict.Applied, of, Epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt, now))
        {
            SharesState = done.SharesState,
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

    private bool GaveUp(QueuedInput input, DispatchDone done) =>
        !done.SessionLost && done.Dispatch.Inputs.Count == 1 && ++input.Failures > options.Session.Retries;
}
