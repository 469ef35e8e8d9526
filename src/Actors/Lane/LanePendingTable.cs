namespace ActorInput.Actors.Lane;

/// <summary>The unanswered messages, by slots that are reused. Not safe for several threads.</summary>
/// <param name="most">Most messages.</param>
internal sealed class LanePendingTable(int most)
{
    private const int First = 64;
    private const int None = -1;
    private Slot[] _slots = new Slot[Math.Min(First, most)];
    private int _used;
    private int _free = None;

    public int Count { get; private set; }

    public bool IsFull => Count >= most;

    /// <summary>Takes a slot for a message. Call it only when the table is not full.</summary>
    /// <param name="pending">The message.</param>
    /// <param name="number">The number of its frame.</param>
    public int Add(in LanePending pending, long number)
    {
        var slot = _free;
        if (slot != None)
        {
            _free = _slots[slot].NextFree;
        }
        else
        {
            slot = _used++;
            if (slot == _slots.Length)
                Array.Resize(ref _slots, Math.Min(_slots.Length * 2, most));
        }

        _slots[slot] = new Slot { Pending = pending, Number = number };
        Count++;
        return slot;
    }

    /// <summary>Frees the slot and returns its message; null when the slot is free.</summary>
    public LanePending? Take(int slot)
    {
        if ((uint)slot >= (uint)_used || _slots[slot].Number == 0)
            return null;
        var pending = _slots[slot].Pending;
        _slots[slot] = new Slot { NextFree = _free };
        _free = slot;
        Count--;
        return pending;
    }

    /// <summary>The slots whose message is one of these.</summary>
    public List<int> Find(Func<LanePending, bool> match)
    {
        var found = new List<int>();
        for (var slot = 0; slot < _used; slot++)
        {
            if (_slots[slot].Number != 0 && match(_slots[slot].Pending))
                found.Add(slot);
        }

        return found;
    }

    /// <summary>Takes all messages, in the order in which they were added: those after a number, and those up to it.</summary>
    public (IReadOnlyList<LanePending> Behind, IReadOnlyList<LanePending> UpTo) Drain(long number)
    {
        var all = _slots[.._used].Where(slot => slot.Number != 0).OrderBy(slot => slot.Number).ToList();
        (_slots, _used, _free, Count) = ([], 0, None, 0);
        return (
            [.. all.Where(slot => slot.Number > number).Select(slot => slot.Pending)],
            [.. all.Where(slot => slot.Number <= number).Select(slot => slot.Pending)]);
    }

    private struct Slot
    {
        public LanePending Pending;
        public long Number; // 0: free.
        public int NextFree;
    }
}
