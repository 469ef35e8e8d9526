namespace ActorInput.Actors.Lane;

/// <summary>
/// Decides when to send again on a carrier that may lose frames: when nothing more was acknowledged for a while, then at growing intervals, so that a
/// slow peer is not flooded with repeats. Not safe for several threads.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class LaneResend(TimeProvider time)
{
    private const int MostDoublings = 3;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(400);
    private long _since = time.GetTimestamp();
    private long _acknowledged;
    private int _times;

    /// <summary>Whether to send unacknowledged frames again now; true at most once for each wait.</summary>
    public bool IsDue(LaneOutbox outbox, long now)
    {
        if (outbox.IsAcknowledged || outbox.Acknowledged != _acknowledged)
        {
            (_acknowledged, _since, _times) = (outbox.Acknowledged, now, 0);
            return false;
        }

        if (time.GetElapsedTime(_since, now) < First * (1 << Math.Min(_times, MostDoublings)))
            return false;
        (_since, _times) = (now, _times + 1);
        return true;
    }
}
