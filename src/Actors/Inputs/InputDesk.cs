using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Accepts an emulator's inputs and answers each exactly once: numbers, ids, deadlines, the queue. It is passed to the actor's next instance at a
/// restart, so that no accepted input is forgotten. Belongs to its actor and is used on no other thread; the queue guards itself.
/// </summary>
internal sealed class InputDesk(
    EmulatorId emulator, EmulatorOptions options, InputLimits limits, ActorInputMetrics metrics, TimeProvider time, IActorRef self)
{
    /// <summary>The unanswered inputs, and how they are answered.</summary>
    public InputAnswers Answers { get; } = new(emulator, options, metrics, time, self);

    /// <summary>The waiting items.</summary>
    public InputQueue Queue => Answers.Queue;

    /// <summary>Who may press.</summary>
    public required IPressRight Leases { get; init; }

    /// <summary>The number of the last accepted input.</summary>
    public long Sequence { get; private set; }

    /// <summary>The emulator server's memory of inputs of earlier owners.</summary>
    public InputRecall Recall => new(emulator, options, Answers);

    /// <summary>Why no message is accepted now; null when messages are.</summary>
    public Refusal? Closed { get; set; }

    /// <summary>Why a further question or command cannot wait; null when it can.</summary>
    public Refusal? FullOfCommands => Queue.HasRoomForCommand ? null : Full($"{options.Buffering.QueueLength} questions and commands wait");

    /// <summary>The last owner has numbered inputs up to this one. Those that came meanwhile are numbered already; numbers only ever rise.</summary>
    public void NumberFrom(long sequence) => Sequence = Math.Max(Sequence, sequence);

    /// <summary>Queues the input, or answers at once that it will not be pressed. True when it was queued.</summary>
    public bool Accept(SendInput message, IActorRef sender)
    {
        var now = time.GetTimestamp();
        var refusal = FindFirstAnswer(message.Terms, message.Input, now, sender)
            ?? Problem(message.Terms) ?? Problem(message.Input) ?? Leases.Check(message.Terms.Lease) ?? ClosedOrFull(1) ?? Leases.TellHolder(message.Terms.Lease);
        if (refusal is not null)
        {
            if (Refuses(refusal, 1))
                sender.Tell(refusal.ToReply(emulator, message.Input.Count, Answers.Epoch, sequence: 0, TimeSpan.Zero), self);
            return false;
        }

        Remember(message.Terms, message.Input);
        Answers.Count(1);
        Queue.Add(new QueuedInput(message.Input, message.Terms, ++Sequence, sender) { AcceptedAt = now });
        return true;
    }

    /// <summary>Queues the write, or answers at once that it will not be done. True when it was queued.</summary>
    public bool Accept(WriteGame message, IActorRef sender)
    {
        var now = time.GetTimestamp();
        var write = message.Write;
        var refusal = FindFirstAnswer(message.Terms, write.Text, now, sender)
            ?? Problem(message) ?? Leases.Check(message.Terms.Lease) ?? ClosedOrFull(1) ?? FullOfWrites(write);
        if (refusal is not null)
        {
            if (Refuses(refusal, 1))
                sender.Tell(refusal.ToReply(emulator, of: 1, Answers.Epoch, sequence: 0, TimeSpan.Zero), self);
            return false;
        }

        Remember(message.Terms, write.Text);
        Answers.Count(write);
        Queue.Add(new QueuedInput(SendTicket.WriteStep, message.Terms, ++Sequence, sender) { AcceptedAt = now, Write = write });
        return true;
    }

    /// <summary>Queues the batch, or answers at once that nothing of it will be pressed. True when it was queued.</summary>
    public bool Accept(SendBatch message, IActorRef sender)
    {
        var now = time.GetTimestamp();
        var inputs = message.Batch.Inputs;
        var content = new BatchContent(message.Batch, message.Mode);
        var refusal = FindFirstAnswer(message.Terms, content, now, sender);
        if (refusal is null && inputs.Length > limits.MaxBatchInputs)
            refusal = Invalid($"inputs has {inputs.Length} entries; 1 to {limits.MaxBatchInputs} are allowed.");
        if (refusal is null && !Enum.IsDefined(message.Mode))
            refusal = Invalid($"mode is {(int)message.Mode}; coalesced, concurrent and sequential are allowed.");
        refusal ??= Problem(message.Terms);
        for (var i = 0; refusal is null && i < inputs.Length; i++)
            refusal = Problem(inputs[i]);
        refusal ??= Leases.Check(message.Terms.Lease) ?? ClosedOrFull(inputs.Length) ?? Leases.TellHolder(message.Terms.Lease);
        if (refusal is not null)
        {
            if (Refuses(refusal, inputs.Length))
                sender.Tell(refusal.ToBatchReply(emulator, message.Batch.Steps, Answers.Epoch), self);
            return false;
        }

        Remember(message.Terms, content);
        var batch = new PendingBatch(message.Batch, message.Mode) { FirstSequence = Sequence + 1 };
        batch.Items = new QueuedInput[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            batch.Items[i] = new QueuedInput(inputs[i], message.Terms, ++Sequence, sender) { Batch = batch, AcceptedAt = now };
        Answers.Count(inputs.Length);
        Queue.Add(batch);
        return true;
    }

    /// <summary>Queues the execution, or answers at once that nothing of it will be pressed. Null when it was answered.</summary>
    /// <param name="message">The execution.</param>
    /// <param name="sender">Who gets the answer.</param>
    /// <param name="at">The time now, UTC.</param>
    public QueuedExecution? Accept(RunBatch message, IActorRef sender, DateTimeOffset at)
    {
        var now = time.GetTimestamp();
        var content = new ExecutionContent(message);
        var refusal = FindFirstAnswer(message.Terms, content, now, sender, at) ?? Problem(message) ?? Leases.Check(message.Terms.Lease)
            ?? ClosedOrFull(message.Batch.Inputs.Length + Answers.Executing) ?? Leases.TellHolder(message.Terms.Lease, startsAnew: message.Start is not null);
        if (refusal is not null)
        {
            if (Refuses(refusal, message.Batch.Inputs.Length))
                sender.Tell(InputReplies.Refused(emulator, message, refusal, at, at), self);
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
        Answers.Count(execution);
        Queue.Add(execution);
        return execution;
    }

    /// <summary>Null when the id is new. An id that is known is answered here, now or when its first answer comes, or refused.</summary>
    private Refusal? FindFirstAnswer(InputTerms terms, object content, long now, IActorRef sender, DateTimeOffset at = default)
    {
        if (terms.Id is not { } id || Answers.KnownIds?.Find(id, now) is not { } entry)
            return null;
        if (entry.Content is RecalledInputs recalled && Recall.ToReply(recalled, content, at) is { } recalledReply)
            (entry.Content, entry.Reply) = (content, recalledReply);
        if (!entry.Content.Equals(content))
            return InputRecall.Reused(id);

        if (entry.Reply is { } reply)
            sender.Tell(reply, self);
        else if (entry.Waiting?.Count >= options.Buffering.QueueLength)
            return Full($"{entry.Waiting.Count} wait for the answer to id '{id}' already");
        else
            (entry.Waiting ??= []).Add(sender);
        return Refusal.AnsweredElsewhere;
    }

    private static Refusal? Problem(InputTerms terms) => terms.Problem() is { } problem ? Invalid(problem) : null;

    private Refusal? Problem(InputSequence input) => limits.Problem(input) is { } large ? Invalid(large) : null;

    private Refusal? Problem(WriteGame message)
    {
        if (message.Terms.Problem() is { } problem)
            return Invalid(problem);
        if (message.Write.Problem() is { } wrong)
            return Invalid(wrong);
        return !message.Write.IsBattery && message.Write.Bytes.Length > options.MaxMemoryWrite
            ? Invalid($"the write has {message.Write.Bytes.Length} bytes; at most {options.MaxMemoryWrite} are allowed.")
            : null;
    }

    private Refusal? FullOfWrites(GameWrite write) => Answers.WriteBytes + write.Bytes.Length <= options.MaxWaitingWriteBytes
        ? null
        : new(InputOutcome.Overloaded, ReplyCode.QueueFull, $"Writes of {Answers.WriteBytes} bytes wait; the queue takes {options.MaxWaitingWriteBytes} bytes of them.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    private Refusal? ClosedOrFull(int inputs)
    {
        if (Closed is not null)
            return Closed;
        return Queue.HasRoomFor(inputs) ? null : Full($"{Queue.Count} inputs wait");
    }

    private Refusal Full(string what) =>
        new(InputOutcome.Overloaded, ReplyCode.QueueFull, $"{what}; the queue takes {options.Buffering.QueueLength}.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Counts the inputs of a message that is not accepted. False when it is answered, and counted, elsewhere.</summary>
    private bool Refuses(Refusal refusal, int inputs)
    {
        if (ReferenceEquals(refusal, Refusal.AnsweredElsewhere))
            return false;
        metrics.Refused(refusal.Outcome, inputs);
        return true;
    }

    private void Remember(InputTerms terms, object content)
    {
        if (terms.Id is { } id)
            Answers.Ids.Add(id, content);
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
        if (Problem(message.Terms) is { } wrong)
            return wrong;
        foreach (var input in inputs)
        {
            if (Problem(input) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal Invalid(string detail) => new(InputOutcome.NotApplied, ReplyCode.InvalidRequest, detail);
}
