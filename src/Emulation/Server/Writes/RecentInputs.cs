namespace ActorInput.Emulation.Server.Writes;

/// <summary>
/// Remembers the named inputs that a game applied, so that a new owner can answer the inputs of the owner before. They belong to the life of the
/// game: a claim, a reset or a loaded state does not clear them. Thread-safe.
/// </summary>
/// <remarks>
/// An input of which nothing was applied is not remembered: it may be sent again under its name. The inputs of one id are forgotten together; so if
/// one is missing and others of its id are there, it was certainly not applied.
/// </remarks>
internal sealed class RecentInputs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Group>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Group> _oldestFirst = new();
    private readonly int _mostInputs;
    private readonly int _mostBytes;
    private int _inputs;
    private long _bytes;

    /// <param name="mostInputs">Inputs to remember; those of the last id are kept whatever their number.</param>
    /// <param name="mostBytes">Bytes that they may take together.</param>
    public RecentInputs(int mostInputs, int mostBytes) => (_mostInputs, _mostBytes) = (mostInputs, mostBytes);

    /// <summary>Remembers an input. It replaces one of the same name, which its owner must have forgotten.</summary>
    public void Add(RecentInput input)
    {
        lock (_lock)
        {
            var name = input.Name;
            if (_byId.TryGetValue(name.Id, out var node))
            {
                _oldestFirst.Remove(node);
                if (node.Value.Count != name.Count)
                    Drop(node.Value);
                else if (node.Value.Inputs.Remove(name.Index, out var before))
                    Count(-1, before);
            }

            if (node is null || node.Value.Count != name.Count)
                _byId[name.Id] = node = new LinkedListNode<Group>(new Group(name.Count));
            node.Value.Inputs.Add(name.Index, input);
            _oldestFirst.AddLast(node);
            Count(1, input);
            while (_oldestFirst.Count > 1 && (_inputs > _mostInputs || _bytes > _mostBytes))
            {
                var oldest = _oldestFirst.First!.Value;
                _oldestFirst.RemoveFirst();
                _byId.Remove(oldest.Inputs.Values[0].Name.Id);
                Drop(oldest);
            }
        }
    }

    /// <summary>All that are remembered; the ids oldest first, the inputs of one id in order.</summary>
    public IReadOnlyList<RecentInput> All()
    {
        lock (_lock)
            return [.. _oldestFirst.SelectMany(static group => group.Inputs.Values)];
    }

    private void Drop(Group group)
    {
        foreach (var input in group.Inputs.Values)
            Count(-1, input);
    }

    private void Count(int sign, RecentInput input)
    {
        _inputs += sign;
        _bytes += sign * input.Size;
    }

    private sealed class Group(int count)
    {
        public int Count { get; } = count;

        /// <summary>By index.</summary>
        public SortedList<int, RecentInput> Inputs { get; } = new(1);
    }
}
