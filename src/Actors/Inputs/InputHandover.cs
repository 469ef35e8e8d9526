using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>Hands the inputs of an emulator to the next owner, and takes over those of the previous one.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="desk">The owner's desk.</param>
internal sealed class InputHandover(EmulatorId emulator, InputDesk desk)
{
    // A move must not carry more than a message between nodes may; the rest of its room is the game's state.
    private const int MostAnsweredBytes = 256 * 1024;
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(1);
    private readonly TimeProvider _time = desk.Queue.Time;

    /// <summary>
    /// Takes out all waiting items, in order, and gives them away. The rest of a batch that has begun stays, because a batch is one message and has
    /// one reply.
    /// </summary>
    public void GiveBack(Action<IWithEmulatorId, IActorRef> give)
    {
        var waiting = desk.Queue.RemoveAll();
        var left = waiting.OfType<QueuedInput>().Where(input => input.Batch is { } batch && !IsWhole(batch, waiting)).ToList();
        if (left.Count > 0)
            desk.Queue.PutBack(left);
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

    /// <summary>The data for the next owner.</summary>
    public EmulatorHandover Leave(int restarts, bool isUncertain)
    {
        var now = _time.GetTimestamp();
        var answered = new List<AnsweredInput>();
        var bytes = 0;
        // The server itself tells the next owner the ids that it remembers.
        foreach (var entry in desk.Answers.KnownIds?.Answered.Reverse().Where(static entry => entry.Content is not RecalledInputs) ?? [])
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
            answered.Add(new AnsweredInput(request, reply, _time.GetElapsedTime(entry.AnsweredAt, now)));
        }

        answered.Reverse();
        return new EmulatorHandover(emulator)
        {
            Sequence = desk.Sequence,
            StepsApplied = desk.Answers.StepsApplied,
            Restarts = restarts,
            IsUncertain = isUncertain,
            Answered = [.. answered],
        };
    }

    /// <summary>Continues from the previous owner's data.</summary>
    public void TakeOver(EmulatorHandover handover)
    {
        var now = _time.GetTimestamp();
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
                desk.Answers.Ids.AddAnswered(id, content, now - (long)(answered.Age.TotalSeconds * _time.TimestampFrequency), answered.Reply);
        }

        desk.NumberFrom(handover.Sequence);
        desk.Answers.StepsApplied += handover.StepsApplied;
    }

    private static bool IsWhole(PendingBatch batch, List<WorkItem> waiting) => batch.Items.All(waiting.Contains);

    private void GiveBack(QueuedInput input, Action<IWithEmulatorId, IActorRef> give)
    {
        var terms = input.Terms.Deadline is { } deadline
            ? input.Terms with { Deadline = Longer(deadline - _time.GetElapsedTime(input.AcceptedAt), ShortestDeadline) }
            : input.Terms;
        IWithEmulatorId message = input.Batch is { } batch
            ? new SendBatch(emulator, batch.Batch, batch.Mode, terms)
            : input.Write is { } write ? new WriteGame(emulator, write, terms)
            : new SendInput(emulator, input.Input, terms);
        var again = desk.Answers.Withdraw(input);
        give(message, input.ReplyTo);
        foreach (var asker in again)
            give(message, asker);
    }

    /// <summary>Gives away an execution that was taken out of the queue, with the rest of its time.</summary>
    private void GiveBack(QueuedExecution execution, Action<IWithEmulatorId, IActorRef> give)
    {
        var waited = _time.GetElapsedTime(execution.AcceptedAt);
        var message = execution.Run with
        {
            Terms = execution.Run.Terms with { Deadline = Left(execution.Run.Terms.Deadline) },
            Timeout = Left(execution.Run.Timeout),
        };
        var again = desk.Answers.Withdraw(execution);
        give(message, execution.ReplyTo);
        foreach (var asker in again)
            give(message, asker);

        TimeSpan? Left(TimeSpan? time) => time is { } whole ? Longer(whole - waited, ShortestDeadline) : null;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
