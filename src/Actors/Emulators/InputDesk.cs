using System.Diagnostics;
using ActorInput.Actors.Buffering;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Accepts an emulator's inputs and answers each exactly once: numbers, ids, deadlines, the queue. It is handed on when the actor is
/// restarted, so that nothing accepted is forgotten. Belongs to its actor and is used on no other thread; the queue guards itself.
/// </summary>
internal sealed partial class InputDesk(
    EmulatorId emulator, EmulatorOptions options, InputLimits limits, ActorInputMetrics metrics, IActorRef self)
{
    private InputIdWindow? _ids;
    private int _unanswered;

    public InputQueue Queue { get; } = new(options.Buffering);

    /// <summary>Who may press.</summary>
    public required LeaseDesk Leases { get; init; }

    /// <summary>The epoch under which inputs are sent.</summary>
    public long Epoch { get; set; }

    /// <summary>The number of the last accepted input.</summary>
    public long Sequence { get; private set; }

    /// <summary>Steps applied since the beginning.</summary>
    public long StepsApplied { get; private set; }

    /// <summary>Why nothing is accepted now; null when things are.</summary>
    public Refusal? Closed { get; set; }

    /// <summary>True when an accepted input has a deadline.</summary>
    public bool HasDeadlines { get; private set; }

    /// <summary>Inputs accepted and not answered.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Queues the input, or answers at once that it will not be pressed. True when it was queued.</summary>
    public bool Accept(SendInput message, IActorRef sender)
    {
        var now = Stopwatch.GetTimestamp();
        if (FindFirstAnswer(message.Terms, message.Input, now, sender) is { } handled)
            return Answered(handled, message.Input.Count, sender);
        if ((Problem(message.Terms, message.Input) ?? Leases.Check(message.Terms.Lease) ?? ClosedOrFull(1)) is { } refusal)
            return Answered(refusal, message.Input.Count, sender);

        Remember(message.Terms, message.Input, now);
        Queue.Add(new QueuedInput(message.Input, message.Terms, ++Sequence, sender));
        Count(1, message.Terms);
        return true;
    }

    /// <summary>Queues the batch, or answers at once that nothing of it will be pressed. True when it was queued.</summary>
    public bool Accept(SendBatch message, IActorRef sender)
    {
        var now = Stopwatch.GetTimestamp();
        var inputs = message.Batch.Inputs;
        var content = new BatchContent(message.Batch, message.Mode);
        var refusal = FindFirstAnswer(message.Terms, content, now, sender);
        if (refusal is null && inputs.Length > limits.MaxBatchInputs)
            refusal = Invalid($"inputs has {inputs.Length} entries; 1 to {limits.MaxBatchInputs} are allowed.");
        if (refusal is null && !Enum.IsDefined(message.Mode))
            refusal = Invalid($"mode is {(int)message.Mode}; coalesced, concurrent and sequential are allowed.");
        for (var i = 0; refusal is null && i < inputs.Length; i++)
            refusal = Problem(message.Terms, inputs[i]);
        refusal ??= Leases.Check(message.Terms.Lease) ?? ClosedOrFull(inputs.Length);
        if (refusal is not null)
        {
            if (refusal != Refusal.AnsweredElsewhere)
                sender.Tell(refusal.ToBatchReply(emulator, message.Batch.Steps, Epoch), self);
            return false;
        }

        Remember(message.Terms, content, now);
        var batch = new PendingBatch(message.Batch, message.Mode) { FirstSequence = Sequence + 1 };
        batch.Items = new QueuedInput[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            batch.Items[i] = new QueuedInput(inputs[i], message.Terms, ++Sequence, sender) { Batch = batch };
        Queue.Add(batch);
        Count(inputs.Length, message.Terms);
        return true;
    }

    /// <summary>
    /// Answers what a dispatch decided, and puts back what may go again. An input that failed often enough alone is answered as not applied.
    /// </summary>
    /// <returns>True when the fate of one of them is unknown.</returns>
    public bool Settle(DispatchDone done)
    {
        AnswerExpired(done.Dispatch.Expired);
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
                Answer(input, ToReply(input, verdict, done));
        }

        if (again is not null)
            Queue.PutBack(again);
        return unknown;
    }

    /// <summary>Answers everything that has expired while it waited.</summary>
    public void AnswerExpired()
    {
        var now = Stopwatch.GetTimestamp();
        AnswerExpired(Queue.Remove(input => input.IsExpired(now)));
    }

    /// <summary>Answers everything that waits, as not applied.</summary>
    public void AnswerWaiting(Refusal refusal)
    {
        AnswerWaiting(static _ => true, refusal);
        AnswerCommands(static _ => true, refusal);
    }

    /// <summary>Answers the questions and commands that wait and that the predicate names, as failed.</summary>
    public void AnswerCommands(Func<IWithEmulatorId, bool> predicate, Refusal refusal)
    {
        foreach (var command in Queue.RemoveCommands(command => predicate(command.Request)))
            AnswerRemoved(command, refusal);
    }

    /// <summary>Answers what waits and what the predicate names, as not applied.</summary>
    public void AnswerWaiting(Func<QueuedInput, bool> predicate, Refusal refusal)
    {
        foreach (var input in Queue.Remove(predicate))
            Answer(input, refusal.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, Stopwatch.GetElapsedTime(input.AcceptedAt)));
    }

    /// <summary>Answers all that there is, because the actor ends: what waits as not applied, what is in flight as unknown.</summary>
    public void AnswerAbandoned(Refusal refusal)
    {
        AnswerWaiting(refusal);
        if (Queue.Outstanding is not { } cut)
            return;
        if (cut.Command is QueuedExecution execution)
            AnswerCut(execution, refusal);
        var unknown = refusal with { Outcome = InputOutcome.Unknown };
        foreach (var input in cut.Inputs)
            Answer(input, unknown.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, Stopwatch.GetElapsedTime(input.AcceptedAt)));
    }

    /// <summary>Answers a message that the actor crashed on before it accepted it.</summary>
    public void AnswerCrash(object message, IActorRef sender, Exception reason)
    {
        var refusal = new Refusal(InputOutcome.NotApplied, ReplyCode.ServerError, $"The emulator's actor failed: {reason.Message}");
        if (message is SendInput input)
            sender.Tell(refusal.ToReply(emulator, input.Input.Count, Epoch, sequence: 0, TimeSpan.Zero), self);
        else if (message is SendBatch batch)
            sender.Tell(refusal.ToBatchReply(emulator, batch.Batch.Steps, Epoch), self);
        else if (message is IWithEmulatorId)
            sender.Tell(new RequestFailed(emulator, refusal.Code, refusal.Detail), self);
    }

    private void AnswerExpired(List<QueuedInput> expired)
    {
        foreach (var input in expired)
        {
            var refusal = new Refusal(
                InputOutcome.Expired, ReplyCode.DeadlinePassed, $"It waited longer than its deadline of {input.Terms.Deadline?.TotalMilliseconds} ms.");
            Answer(input, refusal.ToReply(emulator, input.Input.Count, Epoch, input.Sequence, Stopwatch.GetElapsedTime(input.AcceptedAt)));
        }
    }

    private void Answer(QueuedInput input, InputReply reply)
    {
        _unanswered--;
        Queue.Gauge.Answered(input.Frames);
        StepsApplied += reply.Applied;
        metrics.Answered(reply.Outcome, accepted: true);
        object? whole = input.Batch is { } batch ? batch.Add(reply) : reply;
        if (whole is null)
            return;
        input.ReplyTo.Tell(whole, self);
        if (input.Terms.Id is not { } id || _ids is null)
            return;
        foreach (var waiting in _ids.Answer(id, whole))
            waiting.Tell(whole, self);
    }

    private InputReply ToReply(QueuedInput input, Verdict verdict, DispatchDone done)
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
        var reply = new InputReply(emulator, outcome, verdict.Applied, of, Epoch, input.Sequence, Stopwatch.GetElapsedTime(input.AcceptedAt))
        {
            SharesState = done.SharesState,
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

    /// <summary>Null when the id is new. An id that is known is answered here, now or when its first answer comes, or refused.</summary>
    private Refusal? FindFirstAnswer(InputTerms terms, object content, long now, IActorRef sender)
    {
        if (terms.Id is not { } id || _ids?.Find(id, now) is not { } entry)
            return null;
        if (!entry.Content.Equals(content))
        {
            return new Refusal(
                InputOutcome.NotApplied, ReplyCode.InputIdReused, $"id '{id}' was used for another input; give each input an id of its own.");
        }

        if (entry.Reply is { } reply)
            sender.Tell(reply, self);
        else
            (entry.Waiting ??= []).Add(sender);
        return Refusal.AnsweredElsewhere;
    }

    private Refusal? Problem(InputTerms terms, InputSequence input)
    {
        if (terms.Problem() is { } problem)
            return Invalid(problem);
        if (input.Count > limits.MaxPresses)
            return Invalid($"the input has {input.Count} presses; at most {limits.MaxPresses} are allowed.");
        long frames = 0;
        foreach (var step in input.Steps)
            frames += step.Frames;
        return frames > limits.MaxFrames ? Invalid($"the input names {frames} frames; at most {limits.MaxFrames} are allowed.") : null;
    }

    private Refusal? ClosedOrFull(int inputs)
    {
        if (Closed is not null)
            return Closed;
        if (Queue.HasRoomFor(inputs))
            return null;
        var length = options.Buffering.QueueLength;
        return new Refusal(
            InputOutcome.Overloaded, ReplyCode.QueueFull, $"{Queue.Count} inputs wait; the queue takes {length}.")
        { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    private bool Answered(Refusal refusal, int of, IActorRef sender)
    {
        if (refusal != Refusal.AnsweredElsewhere)
        {
            metrics.Answered(refusal.Outcome, accepted: false);
            sender.Tell(refusal.ToReply(emulator, of, Epoch, sequence: 0, TimeSpan.Zero), self);
        }

        return false;
    }

    private void Remember(InputTerms terms, object content, long now)
    {
        if (terms.Id is { } id)
            (_ids ??= new InputIdWindow(options.RememberedIds, options.RememberIdsFor)).Add(id, content, now);
    }

    private void Count(int inputs, InputTerms terms)
    {
        _unanswered += inputs;
        HasDeadlines |= terms.Deadline is not null;
        metrics.Accepted(inputs);
    }

    private static Refusal Invalid(string detail) => new(InputOutcome.NotApplied, ReplyCode.InvalidRequest, detail);
}
