namespace ActorInput.Contracts.Wire;

/// <summary>Times as whole microseconds, rounded up, so that a time above zero stays above zero.</summary>
internal static class WireTime
{
    private const long Most = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    public static long Write(TimeSpan time) => Math.Min(
        Most, (time.Ticks / TimeSpan.TicksPerMicrosecond) + (time.Ticks % TimeSpan.TicksPerMicrosecond > 0 ? 1 : 0));

    public static TimeSpan Read(string field, long microseconds) => microseconds is >= -Most and <= Most
        ? new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw new WireFormatException($"{field} is {microseconds} µs; at most {Most} are allowed.");

    /// <summary>A point in time, as whole microseconds since 1970; a time that was not set, or is before 1970, becomes 1970.</summary>
    public static long WriteUtc(DateTimeOffset time) => Math.Max(0, time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A point in time from counts since 1970.</summary>
    public static DateTimeOffset ReadUtc(string field, long count, long ticks = TimeSpan.TicksPerMicrosecond)
    {
        var most = (DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / ticks;
        return count >= 0 && count <= most
            ? new DateTimeOffset(DateTimeOffset.UnixEpoch.UtcTicks + (count * ticks), TimeSpan.Zero)
            : throw new WireFormatException($"{field} is {count}; 0 to {most} are allowed.");
    }
}
