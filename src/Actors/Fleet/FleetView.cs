using System.Collections.Frozen;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;

namespace ActorInput.Actors.Fleet;

/// <summary>What this node knows of the fleet. Written by <see cref="FleetActor"/>, read on any thread; a little behind the cluster.</summary>
internal sealed class FleetView : IFleet
{
    private volatile FrozenDictionary<EmulatorId, FleetEntry> _entries = FrozenDictionary<EmulatorId, FleetEntry>.Empty;
    private volatile bool _isComplete;

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public IReadOnlyCollection<EmulatorId> Emulators => _entries.Keys;

    /// <summary>True once the node has heard from the cluster: before, an emulator that is not here may still exist.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>All emulators.</summary>
    public IReadOnlyDictionary<EmulatorId, FleetEntry> Entries => _entries;

    /// <summary>The entry, or null.</summary>
    public FleetEntry? Find(EmulatorId emulator) => _entries.GetValueOrDefault(emulator);

    /// <summary>Whether another emulator has its game at the address.</summary>
    public bool IsTaken(string address, EmulatorId but)
    {
        foreach (var (emulator, entry) in _entries)
        {
            if (emulator != but && string.Equals(entry.Address, address, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the address is another emulator's by right: two nodes may have given one slot away at the same moment, and then the first in the
    /// order of names keeps it.
    /// </summary>
    public bool IsLostTo(string address, EmulatorId emulator)
    {
        foreach (var (other, entry) in _entries)
        {
            if (string.CompareOrdinal(other.Value, emulator.Value) < 0 && string.Equals(entry.Address, address, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    internal void Set(IEnumerable<FleetEntry> entries)
    {
        var before = _entries;
        var isFirst = !_isComplete;
        _entries = entries.ToFrozenDictionary(entry => entry.Emulator);
        _isComplete = true;
        if (isFirst || before.Count != _entries.Count || _entries.Keys.Any(emulator => !before.ContainsKey(emulator)))
            Changed?.Invoke(this, EventArgs.Empty);
    }
}
