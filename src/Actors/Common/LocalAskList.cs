namespace ActorInput.Actors.Common;

/// <summary>
/// The asks that wait for an answer, linked through the asks themselves: adding and removing allocates nothing. Thread-safe. There are several lists,
/// so that few threads meet at one lock.
/// </summary>
internal sealed class LocalAskList
{
    private readonly Lock _lock = new();
    private LocalAsk? _first;

    /// <summary>Whether no ask waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _first is null;
        }
    }

    /// <summary>Adds an ask.</summary>
    public void Add(LocalAsk ask)
    {
        lock (_lock)
        {
            ask.Next = _first;
            if (_first is not null)
                _first.Previous = ask;
            _first = ask;
        }
    }

    /// <summary>Removes an ask that was added. Called once for each.</summary>
    public void Remove(LocalAsk ask)
    {
        lock (_lock)
        {
            if (ask.Previous is { } previous)
                previous.Next = ask.Next;
            else
                _first = ask.Next;
            if (ask.Next is { } next)
                next.Previous = ask.Previous;
            (ask.Previous, ask.Next) = (null, null);
        }
    }

    /// <summary>Ends the asks whose time is over.</summary>
    public void EndOverdue(long now)
    {
        List<LocalAsk>? overdue = null;
        lock (_lock)
        {
            for (var ask = _first; ask is not null; ask = ask.Next)
            {
                if (ask.DueAt <= now)
                    (overdue ??= []).Add(ask);
            }
        }

        foreach (var ask in overdue ?? [])
            ask.TimeOut();
    }
}
