using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Load;

/// <summary>The emulators of this node, for its load reports. One for each node; safe to call from any thread.</summary>
internal sealed class NodeLoad
{
    private readonly ConcurrentDictionary<EmulatorId, InputQueue> _emulators = new();
    private long _reports;

    /// <summary>
    /// The number of the node's next report. It is kept here because reports of a restarted reporter would be ignored if it began again at
    /// 1.
    /// </summary>
    public long NextReport() => Interlocked.Increment(ref _reports);

    /// <summary>The emulator's actor has started; again with the same queue changes nothing.</summary>
    public void Add(EmulatorId emulator, InputQueue queue) => _emulators[emulator] = queue;

    /// <summary>The emulator's actor has stopped. Nothing happens when another has started for it meanwhile.</summary>
    public void Remove(EmulatorId emulator, InputQueue queue) => _emulators.TryRemove(KeyValuePair.Create(emulator, queue));

    /// <summary>Whether the emulator's actor runs here.</summary>
    public bool Has(EmulatorId emulator) => _emulators.ContainsKey(emulator);

    /// <summary>An emulator's row now; null when its actor does not run here.</summary>
    public EmulatorLoad? Find(EmulatorId emulator) => _emulators.TryGetValue(emulator, out var queue) ? queue.Gauge.Read(emulator, queue.Count) : null;

    /// <summary>The rows now, in the order of the names, at most <see cref="LoadReport.MaxEmulators"/>.</summary>
    public ImmutableArray<EmulatorLoad> Read() =>
    [
        // The dictionary's own ToArray gives a consistent copy; ordering the dictionary directly would read it while emulators are added.
        .. _emulators.ToArray().OrderBy(emulator => emulator.Key.Value, StringComparer.Ordinal).Take(LoadReport.MaxEmulators)
            .Select(emulator => emulator.Value.Gauge.Read(emulator.Key, emulator.Value.Count)),
    ];
}
