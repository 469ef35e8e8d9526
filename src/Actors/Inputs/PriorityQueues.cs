using System.Diagnostics.CodeAnalysis;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// The waiting items of one emulator in four queues, by priority: questions, then inputs that come back from a failed request, then interactive
/// inputs and commands, then bulk inputs and commands. Each queue keeps its order. Not thread-safe: <see cref="InputQueue"/> holds its lock around it.
/// </summary>
internal sealed class PriorityQueues(TimeProvider time)
{
    private readonly Queue<WorkItem> _interactive = new();

    // Made when needed: most of thousands of emulators never need them.
    private Queue<QueuedCommand>? _questions;
    private Queue<WorkItem>? _bulk;
    private Queue<QueuedInput>? _returned;
    private int _inputs;
    private int _commands;

    /// <summary>Inputs in all queues. May be read without the lock.</summary>
    public int Inputs
    {
        get => Volatile.Read(ref _inputs);
        private set => Volatile.Write(ref _inputs, value);
    }

    /// <summary>Questions and commands in all queues. May be read without the lock.</summary>
    public int Commands
    {
        get => Volatile.Read(ref _commands);
        private set => Volatile.Write(ref _commands, value);
    }

    /// <summary>Whether nothing waits. May be read without the lock.</summary>
    public bool IsEmpty => Inputs + Commands == 0;

    /// <summary>The executions that wait, interactive, then bulk, each in order.</summary>
    public IEnumerable<QueuedExecution> Executions => _interactive.Concat(_bulk ?? []).OfType<QueuedExecution>();

    public bool HasReturned => _returned?.Count > 0;

    public void Enqueue(QueuedInput input)
    {
        if (input.Terms.Priority == InputPriority.Bulk)
            (_bulk ??= new()).Enqueue(input);
        else
            _interactive.Enqueue(input);
        Inputs++;
    }

    public void Enqueue(QueuedCommand command)
    {
        if (command.IsQuestion)
            (_questions ??= new()).Enqueue(command);
        else if (command.IsBulk)
            (_bulk ??= new()).Enqueue(command);
        else
            _interactive.Enqueue(command);
        Commands++;
    }

    /// <summary>Puts inputs before all that returned earlier.</summary>
    public void PutBack(IEnumerable<QueuedInput> inputs)
    {
        var returned = new Queue<QueuedInput>(inputs);
        Inputs += returned.Count;
        foreach (var waiting in _returned ?? [])
            returned.Enqueue(waiting);
        _returned = returned;
    }

    /// <summary>The next item.</summary>
    public bool TryPeek([NotNullWhen(true)] out WorkItem? head)
    {
        head = (WorkItem?)PeekAt(_questions) ?? PeekAt(_returned) ?? PeekAt(_interactive) ?? PeekAt(_bulk);
        return head is not null;
    }

    /// <summary>Takes the item that <see cref="TryPeek"/> showed.</summary>
    public void Dequeue()
    {
        if (_questions?.TryDequeue(out _) == true)
            Commands--;
        else if (_returned?.TryDequeue(out _) == true)
            Inputs--;
        else if (_interactive.TryDequeue(out var head) || _bulk?.TryDequeue(out head) == true)
            (Inputs, Commands) = head is QueuedInput ? (Inputs - 1, Commands) : (Inputs, Commands - 1);
    }

    /// <summary>When the longest waiting input was accepted: the next one, or a bulk input that it overtakes.</summary>
    public long OldestAcceptedAt(WorkItem head) =>
        PeekAt(_bulk) is { } bulk ? Math.Min(head.AcceptedAt, bulk.AcceptedAt) : head.AcceptedAt;

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
        List<WorkItem> removed = [.. All];
        _interactive.Clear();
        (_questions, _returned, _bulk) = (null, null, null);
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
        All.Any(predicate);

    /// <summary>The earliest deadline, as time from <paramref name="now"/>; null when no item has one.</summary>
    public TimeSpan? NextDeadline(long now)
    {
        TimeSpan? next = null;
        foreach (var input in All.OfType<QueuedInput>())
        {
            if (input.Terms.Deadline is { } deadline && deadline - time.GetElapsedTime(input.AcceptedAt, now) is var left && !(left >= next))
                next = left;
        }

        return next;
    }

    /// <summary>Everything, in the order in which it would go.</summary>
    private IEnumerable<WorkItem> All => ((IEnumerable<WorkItem>?)_questions ?? []).Concat(_returned ?? []).Concat(_interactive).Concat(_bulk ?? []);

    private static T? PeekAt<T>(Queue<T>? queue)
        where T : WorkItem => queue is not null && queue.TryPeek(out var head) ? head : null;

    private static void Filter<T, TItem>(Queue<T>? queue, Func<TItem, bool> predicate, List<TItem> removed)
        where T : WorkItem
        where TItem : WorkItem
    {
        for (var left = queue?.Count ?? 0; left > 0; left--)
        {
            var item = queue!.Dequeue();
            if (item is TItem wanted && predicate(wanted))
                removed.Add(wanted);
            else
                queue.Enqueue(item);
        }
    }
}
