namespace ActorInput.Actors.Fleet;

/// <summary>
/// Tells whether this node may press buttons: only while it knows that the cluster still counts it as a member. A node that was frozen or cut off
/// finds the gate closed when it goes on, because the gate opens only until a set time; by then its emulators may have other owners.
/// </summary>
/// <remarks>An emulator server that checks epochs gives the same protection; a pokemon-gym does not check them.</remarks>
internal sealed class FenceGate(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _openUntil = long.MinValue;
    private TaskCompletionSource? _waiting;

    /// <summary>A gate that never closes, for a node without a cluster.</summary>
    public static FenceGate AlwaysOpen { get; } = new(TimeProvider.System) { _openUntil = long.MaxValue };

    /// <summary>True while buttons may be pressed.</summary>
    public bool IsOpen => time.GetTimestamp() < Volatile.Read(ref _openUntil);

    /// <summary>Opens the gate until the given time; an earlier time than before changes nothing.</summary>
    /// <param name="timestamp">A timestamp of the time provider.</param>
    public void OpenUntil(long timestamp)
    {
        TaskCompletionSource? waiting = null;
        lock (_lock)
        {
            if (timestamp <= _openUntil)
                return;
            Volatile.Write(ref _openUntil, timestamp);
            if (IsOpen)
                (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Returns once the gate is open; false when cancelled before.</summary>
    public ValueTask<bool> PassAsync(CancellationToken cancellation) => IsOpen ? ValueTask.FromResult(true) : new ValueTask<bool>(WaitAsync(cancellation));

    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            while (!IsOpen)
            {
                Task opened;
                lock (_lock)
                    opened = (_waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                if (!IsOpen)
                    await opened.WaitAsync(cancellation);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
