namespace ActorInput.Actors.Lane;

/// <summary>
/// One carrier under one session, and how far it has got. What is written while a write is under way goes out together in the next one, so
/// that frames share system calls, TLS records and messages under load, and a lone one does not wait: there is no timer.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="carrier">The carrier.</param>
/// <param name="attempt">The client's number for it.</param>
internal sealed class LaneAttachment(LaneSession session, ILaneCarrier carrier, long attempt) : IThreadPoolWorkItem
{
    public ILaneCarrier Carrier => carrier;

    public long Attempt => attempt;

    /// <summary>Up to where it has sent. The session's.</summary>
    public LaneCursor Cursor;

    /// <summary>Whether its bytes are being sent. The session's.</summary>
    public bool IsFlushing { get; set; }

    /// <summary>The number of the next numbered frame to arrive. The session's.</summary>
    public long NextToArrive { get; set; }

    /// <summary>Sends what there is, until there is no more.</summary>
    public void Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (session.TryTake(this, out var bytes, out var first))
                await carrier.WriteAsync(first, bytes);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            carrier.Abort(); // Whoever reads from it tells the session.
        }
    }
}
