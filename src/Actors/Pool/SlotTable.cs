using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Pool;

/// <summary>The slots of a node and whose they are. Pure bookkeeping: it starts nothing and sends nothing.</summary>
internal sealed class SlotTable
{
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<EmulatorId, Slot> _owned = [];

    public SlotTable(PoolOptions options)
    {
        for (var i = 0; i < options.EmbeddedSlots; i++)
        {
            var server = i / options.GamesPerServer;
            _slots.Add(new Slot($"embedded-{server + 1}-{(i % options.GamesPerServer) + 1}", server));
        }

        foreach (var address in options.StaticSlots)
            _slots.Add(new Slot(address, Slot.Static) { Address = new Uri(address) });
    }

    public int Count => _slots.Count(slot => !slot.IsAdopted);

    public int Free => _slots.Count - _owned.Count;

    /// <summary>Free slots whose embedded server runs.</summary>
    public int Ready => _slots.Count(slot => slot.Owner is null && !slot.IsStatic && slot.Address is not null);

    /// <summary>The servers that embedded slots belong to.</summary>
    public IEnumerable<int> Servers => _slots.Where(slot => !slot.IsStatic).Select(slot => slot.Server).Distinct();

    /// <summary>Free slots, without those at which an emulator of another node has its game.</summary>
    public int FreeBut(Func<Uri, bool> isTaken) => _slots.Count(slot => slot.Owner is null && !(slot.IsStatic && isTaken(slot.Address!)));

    public int Static => _slots.Count(slot => slot.IsStatic);

    public bool HasFreeBesides(Slot slot) => _slots.Exists(other => other != slot && other.Owner is null);

    public IEnumerable<Slot> Of(int server) => _slots.Where(slot => slot.Server == server);

    public Slot? Of(EmulatorId owner) => _owned.GetValueOrDefault(owner);

    /// <summary>
    /// Finds a slot for the emulator: the slot that it has; else the slot where its game is; else a free slot. Slots of running servers come before
    /// those that must be started, and of those the one that failed least. Null when none is free.
    /// </summary>
    /// <param name="owner">The emulator.</param>
    /// <param name="game">Where its game is, if that outlives nodes.</param>
    /// <param name="isTaken">Whether an emulator of another node has its game at the address.</param>
    public Slot? Assign(EmulatorId owner, Uri? game, Func<Uri, bool> isTaken)
    {
        var slot = Of(owner) ?? (game is null ? null : At(game)) ?? BestFree(isTaken);
        if (slot is not null)
        {
            slot.Owner = owner;
            _owned[owner] = slot;
        }

        return slot;
    }

    /// <summary>Frees what the emulator has.</summary>
    public void Release(EmulatorId owner)
    {
        if (!_owned.Remove(owner, out var slot))
            return;
        slot.Owner = null;
        slot.IsUsed = !slot.IsStatic;
        if (slot.IsAdopted)
            _slots.Remove(slot);
    }

    /// <summary>Looks at every slot, but checks whether it is taken only if it would be better than the best so far.</summary>
    private Slot? BestFree(Func<Uri, bool> isTaken)
    {
        Slot? best = null;
        foreach (var slot in _slots)
        {
            if (slot.Owner is null && (best is null || Rank(slot) < Rank(best)) && !(slot.IsStatic && isTaken(slot.Address!)))
                best = slot;
        }

        return best;

        static long Rank(Slot slot) => slot.Failures + (slot.Address is null ? 1L << 32 : 0);
    }

    /// <summary>The slot at the address if it is free; made up when no such slot is listed here.</summary>
    private Slot? At(Uri address)
    {
        if (_slots.Find(slot => slot.IsStatic && slot.Address == address) is { } listed)
            return listed.Owner is null ? listed : null;
        var adopted = new Slot(address.ToString(), Slot.Static) { Address = address, IsAdopted = true };
        _slots.Add(adopted);
        return adopted;
    }
}
