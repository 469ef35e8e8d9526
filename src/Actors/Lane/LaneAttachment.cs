namespace ActorInput.Actors.Lane;

/// <summary>
/// One carrier of a session, and how far it has got. Frames that are written while a write is under way go out together in the next write. So under
/// load frames share system calls, TLS records and messages, and a lone frame does not wait, because there is no timer.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="carrier">The carrier.</param>
/// <param name="attempt">The client's number for it.</param>
internal sealed class LaneAttachment(LaneSession session, ILaneCarrier carrier, long attempt) : IThreadPoolWorkItem
{
    public ILaneCarrier Carrier => carrier;

    public long Attempt => attempt;

    /// <summary>The position up to which it has sent. Owned by the session.</summary>
    public LaneCursor Cursor;

    /// <summary>Whether its bytes are being sent. Owned by the session.</summary>
    public bool IsFlushing { get; set; }

    /// <summary>The number of the next numbered frame to arrive. Owned by the session.</summary>
    public long NextToArrive { get; set; }

    /// <summary>Sends until nothing is left to send.</summary>
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
            carrier.Abort(); // The reader of the carrier tells the session.
        }
    }
}
