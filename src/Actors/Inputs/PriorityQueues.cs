using System.Diagnostics.CodeAnalysis;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// The waiting items of one emulator in four queues, by priority: questions, then inputs that come back from a failed request, then interactive
/// inputs and commands, then bulk inputs and commands. Each queue keeps its order. Not thread-safe: <see cref="InputQueue"/> holds its lock around it.
/// </summary>
internal sealed class PriorityQueues(TimeProvider time)
{
    private readonly Queue<QueuedCommand> _questions = new();
    private readonly Queue<WorkItem> _interactive = new();
    private readonly Queue<WorkItem> _bulk = new();
    private Queue<QueuedInput> _returned = new();

    /// <summary>Inputs in all queues.</summary>
    public int Inputs { get; private set; }

    /// <summary>Questions and commands in all queues.</summary>
    public int Commands { get; private set; }

    /// <summary>The executions that wait: interactive, then bulk, each in order.</summary>
    public IEnumerable<QueuedExecution> Executions => _interactive.Concat(_bulk).OfType<QueuedExecution>();

    public bool HasReturned => _returned.Count > 0;

    public void Enqueue(QueuedInput input)
    {
        if (input.Terms.Priority == InputPriority.Bulk)
            _bulk.Enqueue(input);
        else
            _interactive.Enqueue(input);
        Inputs++;
    }

    public void Enqueue(QueuedCommand command)
    {
        if (command.IsQuestion)
            _questions.Enqueue(command);
        else if (command.IsBulk)
            _bulk.Enqueue(command);
        else
            _interactive.Enqueue(command);
        Commands++;
    }

    /// <summary>Puts inputs before all that returned earlier.</summary>
    public void PutBack(IEnumerable<QueuedInput> inputs)
    {
        var returned = new Queue<QueuedInput>(inputs);
        Inputs += returned.Count;
        foreach (var waiting in _returned)
            returned.Enqueue(waiting);
        _returned = returned;
    }

    /// <summary>The next item.</summary>
    public bool TryPeek([NotNullWhen(true)] out WorkItem? head)
    {
        head = _questions.TryPeek(out var question) ? question
            : _returned.TryPeek(out var returned) ? returned
            : _interactive.TryPeek(out var interactive) ? interactive
            : _bulk.TryPeek(out var bulk) ? bulk : null;
        return head is not null;
    }

    /// <summary>Takes the item that <see cref="TryPeek"/> showed.</summary>
    public void Dequeue()
    {
        if (_questions.TryDequeue(out _))
            Commands--;
        else if (_returned.TryDequeue(out _))
            Inputs--;
        else if (_interactive.TryDequeue(out var head) || _bulk.TryDequeue(out head))
            (Inputs, Commands) = head is QueuedInput ? (Inputs - 1, Commands) : (Inputs, Commands - 1);
    }

    /// <summary>When the longest waiting input was accepted: the next one, or a bulk input that it overtakes.</summary>
    public long OldestAcceptedAt(WorkItem head) =>
        _bulk.TryPeek(out var bulk) ? Math.Min(head.AcceptedAt, bulk.AcceptedAt) : head.AcceptedAt;

    /// <summary>Takes out every input for which the predicate is true, in order.</summary>
    public List<QueuedInput> Remove(Func<QueuedInput, bool> predicate)
    {
        var removed = new List<QueuedInput>();
        Filter(_returned, predicate, removed);
        Filter(_interactive, predicate, removed);
        Filter(_bulk, predicate, removed);
        Inputs -= removed.Count;
        return removed;
    }

    /// <summary>Takes out everything, in the order in which it would have gone.</summary>
    public List<WorkItem> RemoveAll()
    {
        List<WorkItem> removed = [.. _questions, .. _returned, .. _interactive, .. _bulk];
        _questions.Clear();
        _returned.Clear();
        _interactive.Clear();
        _bulk.Clear();
        (Inputs, Commands) = (0, 0);
        return removed;
    }

    /// <summary>Takes out every question and command for which the predicate is true.</summary>
    public List<QueuedCommand> RemoveCommands(Func<QueuedCommand, bool> predicate)
    {
        var removed = new List<QueuedCommand>();
        Filter(_questions, predicate, removed);
        Filter(_interactive, predicate, removed);
        Filter(_bulk, predicate, removed);
        Commands -= removed.Count;
        return removed;
    }

    /// <summary>Whether the predicate is true for any waiting item.</summary>
    public bool Any(Func<WorkItem, bool> predicate) =>
        _questions.Any(predicate) || _returned.Any(predicate) || _interactive.Any(predicate) || _bulk.Any(predicate);

    /// <summary>The earliest deadline, as time from <paramref name="now"/>; null when no item has one.</summary>
    public TimeSpan? NextDeadline(long now)
    {
        TimeSpan? next = null;
        foreach (var input in _returned.Concat(_interactive.OfType<QueuedInput>()).Concat(_bulk.OfType<QueuedInput>()))
        {
            if (input.Terms.Deadline is { } deadline && deadline - time.GetElapsedTime(input.AcceptedAt, now) is var left && !(left >= next))
                next = left;
        }

        return next;
    }

    private static void Filter<T, TItem>(Queue<T> queue, Func<TItem, bool> predicate, List<TItem> removed)
        where T : WorkItem
        where TItem : WorkItem
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var item = queue.Dequeue();
            if (item is TItem wanted && predicate(wanted))
                removed.Add(wanted);
            else
                queue.Enqueue(item);
        }
    }
}
