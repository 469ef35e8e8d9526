using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>
/// Reads the count of steps until it shows whether the unanswered actions were applied. The server answers a status only after the running action,
/// and still takes an action whose caller went away. Therefore the count must stay unchanged for a while before the actions count as not applied.
/// </summary>
internal static class GymSettling
{
    /// <summary>Finds out what became of the open actions. A failure if the server cannot be asked.</summary>
    /// <param name="channel">The way to the server.</param>
    /// <param name="asker">Asks within its time.</param>
    /// <param name="session">The session's folder; null where the server does not tell.</param>
    /// <param name="expected">The count without any of them.</param>
    /// <param name="open">How many there are.</param>
    public static async Task<SessionResult<GymSettled>> ReadAsync(
        SessionChannel channel, ReconcileAsker asker, string? session, long expected, int open)
    {
        GymStatus? before = null;
        while (true)
        {
            var reading = await asker.AskAsync(end => AskAsync(channel, end));
            if (reading.Value is not { } status)
                return reading.Failure!;
            if (Ended(channel, status, session, expected) is { } ended)
                return new GymSettled(GymOutcome.Open, status, ended);
            if (status.Steps == expected + open)
                return new GymSettled(GymOutcome.Applied, status, null);
            if (status.Steps > expected + open)
                return NotKnown(channel, status, $"its count of steps is {status.Steps} where at most {expected + open} was expected; somebody else plays");
            if (before?.Steps == status.Steps)
            {
                return status.Steps == expected
                    ? new GymSettled(GymOutcome.NotApplied, status, null)
                    : NotKnown(channel, status, $"{status.Steps - expected} of {open} actions were applied, but not which");
            }

            before = status;
            if (!await asker.WaitAsync(channel.Options.SettleTime))
                return NotKnown(channel, status, "its count of steps did not stand still for long enough");
        }
    }

    private static async Task<Asked<GymStatus>> AskAsync(SessionChannel channel, CancellationToken end)
    {
        using var exchange = channel.Rent();
        await channel.SendAsync(exchange, HttpMethod.Get, channel.At("status"), channel.Options.Timeout, end);
        return GymStatus.Read(exchange) is { } status
            ? Asked<GymStatus>.Of(status)
            : Asked<GymStatus>.Retry(exchange, exchange.Status == 200 ? "a status was expected" : null);
    }

    private static SessionFailure? Ended(SessionChannel channel, GymStatus status, string? session, long expected)
    {
        var why = !status.IsRunning ? "no game is running"
            : !string.Equals(status.Session, session, StringComparison.Ordinal) ? $"its session is {status.Session} and was {session}"
            : status.Steps < expected ? $"its count of steps went back from {expected} to {status.Steps}"
            : null;
        return why is null ? null
            : new SessionFailure(ReplyCode.SessionEnded, $"The request to {channel.Address} went to a game that is over: {why}.");
    }

    private static GymSettled NotKnown(SessionChannel channel, GymStatus status, string why) =>
        new(GymOutcome.Open, status, new SessionFailure(ReplyCode.Uncertain, $"It cannot be known what {channel.Address} applied: {why}."));
}
