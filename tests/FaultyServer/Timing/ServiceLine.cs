namespace ActorInput.Faults.Timing;

/// <summary>Requests that are served one after another, in the order in which they asked for their turn.</summary>
/// <remarks>A <see cref="SemaphoreSlim"/> serves asynchronous waiters first come, first served; nothing waits on it synchronously.</remarks>
internal sealed class ServiceLine
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>When the last request ended (a timestamp). The next one's time starts then, or at its arrival if that is later.</summary>
    public long BusyUntil { get; set; }

    /// <summary>Whether nobody has a turn or waits for one.</summary>
    public bool IsFree => _turn.CurrentCount == 1;

    /// <summary>Takes a place in the line at once; completes when it is this place's turn.</summary>
    public Task TakePlaceAsync() => _turn.WaitAsync();

    /// <summary>Ends the turn.</summary>
    public void End() => _turn.Release();
}
