using System.Collections.Concurrent;
using ActorInput.Contracts.Checkpoints;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Keeps checkpoints while the process runs.</summary>
internal sealed class MemoryShelf : ICheckpointShelf
{
    private readonly ConcurrentDictionary<string, Checkpoint> _all = new(StringComparer.Ordinal);

    public Task<Checkpoint?> ReadAsync(string name) => Task.FromResult(_all.GetValueOrDefault(name));

    public Task WriteAsync(Checkpoint checkpoint)
    {
        _all[checkpoint.Info.Name] = checkpoint;
        return Task.CompletedTask;
    }

    public bool Delete(string name) => _all.TryRemove(name, out _);

    public IReadOnlyCollection<string> Names() => [.. _all.Keys];
}
