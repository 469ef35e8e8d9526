using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Pool;

/// <summary>The slots of a node and whose they are. Pure bookkeeping: it starts nothing and sends nothing.</summary>
internal sealed class SlotTable
{
    private readonly List<Slot> _slots = [];

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

    public int Count => _slots.Count;

    public int Free => _slots.Count(slot => slot.Owner is null);

    public int Static => _slots.Count(slot => slot.IsStatic);

    public IEnumerable<Slot> Of(int server) => _slots.Where(slot => slot.Server == server);

    public Slot? Of(EmulatorId owner) => _slots.Find(slot => slot.Owner == owner);

    /// <summary>
    /// A slot for the emulator: the one it has; else a free one, of a server that runs before one that must be started, and of those the
    /// one that failed least. Null when none is free.
    /// </summary>
    public Slot? Assign(EmulatorId owner)
    {
        var slot = Of(owner) ?? _slots.Where(slot => slot.Owner is null).OrderBy(slot => slot.Address is null).ThenBy(slot => slot.Failures).FirstOrDefault();
        if (slot is not null)
            slot.Owner = owner;
        return slot;
    }

    /// <summary>Frees what the emulator has.</summary>
    public void Release(EmulatorId owner)
    {
        if (Of(owner) is { } slot)
            slot.Owner = null;
    }
}
