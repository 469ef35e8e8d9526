using System.Diagnostics;
using Akka.Actor;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// Remembers input ids with their answers, so many and so long: the same id again gets the first answer and presses nothing. One that is not
/// answered yet is never forgotten; of those there are no more than the queue is long.
/// </summary>
internal sealed class InputIdWindow(int capacity, TimeSpan keepFor)
{
    private static readonly object Withdrawn = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _oldestFirst = new();

    /// <summary>The entry of an id, or null when it is not known any more.</summary>
    public Entry? Find(string id, long now)
    {
        Forget(now);
        return _entries.GetValueOrDefault(id);
    }

    /// <summary>Remembers an id that <see cref="Find"/> does not know.</summary>
    /// <param name="id">The id.</param>
    /// <param name="content">What it stands for: equal for the same input.</param>
    /// <param name="now">A stopwatch timestamp.</param>
    public void Add(string id, object content, long now)
    {
        if (capacity == 0)
            return;
        var entry = new Entry(id, content, now);
        _entries.Add(id, entry);
        _oldestFirst.Enqueue(entry);
        Forget(now);
    }

    /// <summary>Remembers an id with its answer, as the owner before noted it or the emulator server did.</summary>
    public void AddAnswered(string id, object content, long addedAt, object reply)
    {
        if (capacity == 0 || _entries.ContainsKey(id))
            return;
        var entry = new Entry(id, content, addedAt) { Reply = reply };
        _entries.Add(id, entry);
        _oldestFirst.Enqueue(entry);
    }

    /// <summary>Forgets an id that was not answered, because its input goes to another owner; gives those who asked again meanwhile.</summary>
    public IReadOnlyList<IActorRef> Withdraw(string id)
    {
        if (!_entries.Remove(id, out var entry))
            return [];
        entry.Reply = Withdrawn;
        return entry.Waiting ?? [];
    }

    /// <summary>All that was answered, oldest first.</summary>
    public IEnumerable<Entry> Answered() => _oldestFirst.Where(entry => entry.Reply is not null && !ReferenceEquals(entry.Reply, Withdrawn));

    /// <summary>Notes the answer and gives those who asked again meanwhile.</summary>
    public IReadOnlyList<IActorRef> Answer(string id, object reply)
    {
        if (!_entries.TryGetValue(id, out var entry))
            return [];
        entry.Reply = reply;
        var waiting = entry.Waiting;
        entry.Waiting = null;
        return waiting ?? [];
    }

    private void Forget(long now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && oldest.Reply is not null
            && (_entries.Count > capacity || Stopwatch.GetElapsedTime(oldest.AddedAt, now) > keepFor))
        {
            _oldestFirst.Dequeue();
            if (!ReferenceEquals(oldest.Reply, Withdrawn))
                _entries.Remove(oldest.Id);
        }
    }

    /// <summary>One id.</summary>
    internal sealed class Entry(string id, object content, long addedAt)
    {
        public string Id { get; } = id;

        public object Content { get; set; } = content;

        public long AddedAt { get; } = addedAt;

        public object? Reply { get; set; }

        /// <summary>Who asked again before there was an answer.</summary>
        public List<IActorRef>? Waiting { get; set; }
    }
}
