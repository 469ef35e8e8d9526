using System.Collections.Frozen;
using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Load;

/// <summary>What is known of all nodes at one moment. Immutable.</summary>
internal sealed class LoadSnapshot
{
    public static readonly LoadSnapshot Empty = new(ImmutableSortedDictionary.Create<string, NodeReport>(StringComparer.Ordinal));

    private readonly Lazy<FrozenDictionary<EmulatorId, EmulatorPlace>> _places;

    public LoadSnapshot(ImmutableSortedDictionary<string, NodeReport> nodes)
    {
        Nodes = nodes;
        // Made at the first read: on most nodes reads are rarer than reports.
        _places = new Lazy<FrozenDictionary<EmulatorId, EmulatorPlace>>(Index);
    }

    /// <summary>The newest report of each node, by its address.</summary>
    public ImmutableSortedDictionary<string, NodeReport> Nodes { get; }

    /// <summary>Every emulator once, in no order.</summary>
    public ImmutableArray<EmulatorPlace> Emulators => _places.Value.Values;

    public EmulatorPlace? Find(EmulatorId emulator) => _places.Value.GetValueOrDefault(emulator);

    private FrozenDictionary<EmulatorId, EmulatorPlace> Index()
    {
        var places = new Dictionary<EmulatorId, EmulatorPlace>();
        foreach (var node in Nodes.Values)
        {
            foreach (var row in node.Report.Emulators)
            {
                // An emulator that has moved may still be in its old node's last report.
                if (!places.TryGetValue(row.Emulator, out var known) || known.Node.ReceivedAt < node.ReceivedAt)
                    places[row.Emulator] = new EmulatorPlace(node, row);
            }
        }

        return places.ToFrozenDictionary();
    }
}
