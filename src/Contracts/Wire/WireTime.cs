namespace ActorInput.Contracts.Wire;

/// <summary>Times as whole microseconds, rounded up: what was more than zero stays more than zero.</summary>
internal static class WireTime
{
    private const long Most = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    public static long Write(TimeSpan time) => Math.Min(
        Most, (time.Ticks / TimeSpan.TicksPerMicrosecond) + (time.Ticks % TimeSpan.TicksPerMicrosecond > 0 ? 1 : 0));

    public static TimeSpan Read(string field, long microseconds) => microseconds is >= -Most and <= Most
        ? new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw new WireFormatException($"{field} is {microseconds} µs; at most {Most} are allowed.");
}
