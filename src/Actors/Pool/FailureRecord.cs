namespace ActorInput.Actors.Pool;

/// <summary>
/// An emulator's failures. They determine how long to wait before the next start, and when to quarantine the emulator.
/// </summary>
internal sealed class FailureRecord(PoolOptions options, TimeProvider time, Random random)
{
    private Queue<long>? _failures; // Made with the first failure: most of thousands of emulators never fail.

    /// <summary>Notes a failure. Null when there were too many and the emulator must be quarantined; otherwise how long to wait.</summary>
    public TimeSpan? Note()
    {
        var now = time.GetTimestamp();
        _failures ??= new();
        _failures.Enqueue(now);
        while (_failures.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) > options.QuarantineWindow)
            _failures.Dequeue();
        return _failures.Count >= options.QuarantineFailures ? null : Backoff(_failures.Count);
    }

    /// <summary>Forgets all, as after a release from quarantine.</summary>
    public void Forget() => _failures = null;

    /// <summary>How many there were within the window.</summary>
    public int Count => _failures?.Count ?? 0;

    private TimeSpan Backoff(int failures)
    {
        var doubled = options.MinBackoff * Math.Pow(2, Math.Min(failures - 1, 30));
        var spread = doubled * (1 + (options.BackoffJitter * ((random.NextDouble() * 2) - 1)));
        return spread < options.MinBackoff ? options.MinBackoff : spread > options.MaxBackoff ? options.MaxBackoff : spread;
    }
}
