using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// This node's view of the fleet. <see cref="FleetActor"/> writes it, any thread reads it; it is a little behind the cluster. After a read of all
/// entries only new ones are kept and indexed, because while thousands of emulators start, the entries are read thousands of times.
/// </summary>
internal sealed class FleetView : IFleet
{
    private volatile Known _known = Known.Nothing;
    private volatile bool _isComplete;

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public IReadOnlyCollection<EmulatorId> Emulators => [.. _known.Entries.Keys];

    /// <summary>True once the node has heard from the cluster: before, an emulator that is not here may still exist.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>All emulators.</summary>
    public IReadOnlyDictionary<EmulatorId, FleetEntry> Entries => _known.Entries;

    /// <summary>The entry, or null.</summary>
    public FleetEntry? Find(EmulatorId emulator) => _known.Entries.GetValueOrDefault(emulator);

    /// <summary>Whether another emulator has its game at the address.</summary>
    public bool IsTaken(string address, EmulatorId but) => At(address).Any(emulator => emulator != but);

    /// <summary>
    /// Whether another emulator is entitled to the address. Two nodes may have given one slot away at the same moment; then the first emulator in the
    /// order of names keeps it.
    /// </summary>
    public bool IsLostTo(string address, EmulatorId emulator) =>
        At(address).Any(other => string.CompareOrdinal(other.Value, emulator.Value) < 0);

    /// <summary>Takes entries that are newer than the known ones. No entry is ever removed.</summary>
    internal void Merge(IEnumerable<FleetEntry> entries)
    {
        var before = _known;
        var isFirst = !_isComplete;
        var known = before.With(entries);
        _known = known;
        _isComplete = true;
        if (isFirst || before.Entries.Count != known.Entries.Count)
            Changed?.Invoke(this, EventArgs.Empty);
    }

    private ImmutableHashSet<EmulatorId> At(string address) => _known.ByAddress.GetValueOrDefault(address, []);

    /// <summary>
    /// The entries, and the emulators whose games are at an address. More than one emulator is there only until all but the first have moved
    /// elsewhere.
    /// </summary>
    private sealed record Known(
        ImmutableDictionary<EmulatorId, FleetEntry> Entries, ImmutableDictionary<string, ImmutableHashSet<EmulatorId>> ByAddress)
    {
        public static readonly Known Nothing = new(
            ImmutableDictionary<EmulatorId, FleetEntry>.Empty, ImmutableDictionary.Create<string, ImmutableHashSet<EmulatorId>>(StringComparer.Ordinal));

        public Known With(IEnumerable<FleetEntry> entries)
        {
            var all = Entries.ToBuilder();
            var byAddress = ByAddress.ToBuilder();
            foreach (var entry in entries)
            {
                var old = all.GetValueOrDefault(entry.Emulator);
                if (old is not null && old.Version >= entry.Version)
                    continue;
                all[entry.Emulator] = entry;
                if (string.Equals(old?.Address, entry.Address, StringComparison.Ordinal))
                    continue;
                if (old?.Address is { } left)
                    byAddress[left] = byAddress[left].Remove(entry.Emulator);
                if (entry.Address is { } address)
                    byAddress[address] = byAddress.GetValueOrDefault(address, []).Add(entry.Emulator);
            }

            return new Known(all.ToImmutable(), byAddress.ToImmutable());
        }
    }
}
