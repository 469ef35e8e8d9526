using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>What an emulator's desk leaves to the next owner, and takes over from the one before.</summary>
internal sealed partial class InputDesk
{
    // A move must not carry more than a message between nodes may; the rest of its room is the game's state.
    private const int MostAnsweredBytes = 256 * 1024;
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Takes out everything that waits, in order, and gives it away. What is left of a batch that has begun stays: it is one message and has
    /// one reply.
    /// </summary>
    public void GiveBack(Action<IWithEmulatorId, IActorRef> give)
    {
        var waiting = Queue.RemoveAll();
        var left = waiting.OfType<QueuedInput>().Where(input => input.Batch is { } batch && !IsWhole(batch, waiting)).ToList();
        if (left.Count > 0)
            Queue.PutBack(left);
        foreach (var item in waiting)
        {
            if (item is QueuedExecution execution)
                GiveBack(execution, give);
            else if (item is QueuedCommand command)
                give(command.Request, command.ReplyTo);
            else if (item is QueuedInput input && (input.Batch is null || (input == input.Batch.Items[0] && IsWhole(input.Batch, waiting))))
                GiveBack(input, give);
        }
    }

    /// <summary>What the next owner must know.</summary>
    public EmulatorHandover Leave(int restarts, bool isUncertain)
    {
        var now = time.GetTimestamp();
        var answered = new List<AnsweredInput>();
        var bytes = 0;
        // What the server remembers it tells the next owner itself.
        foreach (var entry in _ids?.Answered.Reverse().Where(static entry => entry.Content is not RecalledInputs) ?? [])
        {
            IWireMessage request = entry.Content switch
            {
                BatchContent batch => new SendBatch(emulator, batch.Batch, batch.Mode, new InputTerms { Id = entry.Id }),
                string write => new AnsweredWrite(entry.Id, write),
                ExecutionContent execution => execution.Run with { Terms = new InputTerms { Id = entry.Id } },
                _ => new SendInput(emulator, (InputSequence)entry.Content, new InputTerms { Id = entry.Id }),
            };
            var reply = (IWireMessage)entry.Reply!;
            bytes += WireFormat.Serialize(request).Length + WireFormat.Serialize(reply).Length;
            if (bytes > MostAnsweredBytes)
                break;
            answered.Add(new AnsweredInput(request, reply, time.GetElapsedTime(entry.AnsweredAt, now)));
        }

        answered.Reverse();
        return new EmulatorHandover(emulator)
        {
            Sequence = Sequence,
            StepsApplied = StepsApplied,
            Restarts = restarts,
            IsUncertain = isUncertain,
            Answered = [.. answered],
        };
    }

    /// <summary>Goes on from where the last owner left.</summary>
    public void TakeOver(EmulatorHandover handover)
    {
        var now = time.GetTimestamp();
        _ids ??= new InputIdWindow(options.RememberedIds, options.RememberIdsFor, time);
        foreach (var answered in handover.Answered)
        {
            var (id, content) = answered.Request switch
            {
                SendBatch batch => (batch.Terms.Id, (object)new BatchContent(batch.Batch, batch.Mode)),
                RunBatch run => (run.Terms.Id, new ExecutionContent(run)),
                AnsweredWrite write => (write.Id, write.Text),
                _ => (((SendInput)answered.Request).Terms.Id, ((SendInput)answered.Request).Input),
            };
            if (id is not null)
                _ids.AddAnswered(id, content, now - (long)(answered.Age.TotalSeconds * time.TimestampFrequency), answered.Reply);
        }

        // Inputs that came meanwhile are numbered already; numbers only ever rise.
        Sequence = Math.Max(Sequence, handover.Sequence);
        StepsApplied += handover.StepsApplied;
    }

    private static bool IsWhole(PendingBatch batch, List<WorkItem> waiting) => batch.Items.All(waiting.Contains);

    private void GiveBack(QueuedInput input, Action<IWithEmulatorId, IActorRef> give)
    {
        var terms = input.Terms.Deadline is { } deadline
            ? input.Terms with { Deadline = Longer(deadline - time.GetElapsedTime(input.AcceptedAt), ShortestDeadline) }
            : input.Terms;
        IWithEmulatorId message = input.Batch is { } batch
            ? new SendBatch(emulator, batch.Batch, batch.Mode, terms)
            : input.Write is { } write ? new WriteGame(emulator, write, terms)
            : new SendInput(emulator, input.Input, terms);
        var inputs = input.Batch?.Items.Length ?? 1;
        _unanswered -= inputs;
        _writeBytes -= input.Write?.Bytes.Length ?? 0;
        metrics.Returned(inputs);
        Queue.Gauge.Answered(input.Batch?.Items.Sum(static item => item.Frames) ?? input.Frames, time.GetTimestamp());
        give(message, input.ReplyTo);
        foreach (var again in terms.Id is { } id ? _ids?.Withdraw(id) ?? [] : [])
            give(message, again);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
