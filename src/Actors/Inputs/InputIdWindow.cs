using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Remembers input ids with their answers, a limited number for a limited time after the answer: an input with a known id gets the first answer and
/// presses nothing. Unanswered ids are never forgotten and do not count for the limit, because the queue bounds their number.
/// </summary>
internal sealed class InputIdWindow(int capacity, TimeSpan keepFor, TimeProvider time)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _answered = new(); // In the order in which they were answered, the oldest first.

    /// <summary>All answered entries, oldest first.</summary>
    public IReadOnlyCollection<Entry> Answered => _answered;

    /// <summary>The entry of an id, or null when it is not known.</summary>
    public Entry? Find(string id, long now)
    {
        Forget(now);
        return _entries.GetValueOrDefault(id);
    }

    /// <summary>Remembers an id that <see cref="Find"/> does not know.</summary>
    /// <param name="id">The id.</param>
    /// <param name="content">The contents that it stands for: equal for the same input.</param>
    public void Add(string id, object content)
    {
        if (capacity > 0)
            _entries.Add(id, new Entry(id, content));
    }

    /// <summary>Remembers an id with its answer from the previous owner or from the emulator server.</summary>
    public void AddAnswered(string id, object content, long answeredAt, object reply)
    {
        if (capacity == 0 || _entries.ContainsKey(id))
            return;
        var entry = new Entry(id, content);
        _entries.Add(id, entry);
        Answer(entry, reply, answeredAt);
    }

    /// <summary>Forgets an unanswered id, because its input goes to another owner; returns the senders of repeats.</summary>
    public IReadOnlyList<IActorRef> Withdraw(string id) =>
        _entries.TryGetValue(id, out var entry) && entry.Reply is null && _entries.Remove(id) ? entry.Waiting ?? [] : [];

    /// <summary>Notes the answer and returns the senders of repeats.</summary>
    public IReadOnlyList<IActorRef> Answer(string id, object reply, long now)
    {
        if (!_entries.TryGetValue(id, out var entry) || entry.Reply is not null)
            return [];
        var waiting = entry.Waiting;
        entry.Waiting = null;
        Answer(entry, reply, now);
        return waiting ?? [];
    }

    private void Answer(Entry entry, object reply, long at)
    {
        (entry.Reply, entry.AnsweredAt) = (reply, at);
        _answered.Enqueue(entry);
        if (_answered.Count > capacity)
            _entries.Remove(_answered.Dequeue().Id);
    }

    private void Forget(long now)
    {
        while (_answered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.AnsweredAt, now) > keepFor)
            _entries.Remove(_answered.Dequeue().Id);
    }

    /// <summary>One id.</summary>
    internal sealed class Entry(string id, object content)
    {
        public string Id { get; } = id;

        public object Content { get; set; } = content;

        public object? Reply { get; set; }

        /// <summary>When it was answered, a timestamp of the clock.</summary>
        public long AnsweredAt { get; set; }

        /// <summary>The senders of repeats that came before the answer.</summary>
        public List<IActorRef>? Waiting { get; set; }
    }
}
