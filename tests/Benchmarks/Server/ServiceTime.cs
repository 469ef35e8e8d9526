using System.Globalization;

namespace ActorInput.Benchmarks.Server;

/// <summary>How long the benchmarks' server takes for a request, and whether requests to one game wait for each other.</summary>
/// <param name="Duration">The time; zero answers at once.</param>
/// <param name="OneAtATime">Whether a game works on one request at a time, as every emulator does.</param>
internal sealed record ServiceTime(TimeSpan Duration, bool OneAtATime)
{
    public static readonly ServiceTime Instant = new(TimeSpan.Zero, OneAtATime: false);

    /// <summary>Reads <c>instant</c>, <c>serial:2.5</c> or <c>parallel:2.5</c> (milliseconds).</summary>
    public static ServiceTime Parse(string text)
    {
        if (text == "instant")
            return Instant;
        var parts = text.Split(':');
        if (parts is not [("serial" or "parallel") and var kind, var time]
            || !double.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > 60_000)
        {
            throw new FormatException($"'{text}' is not a service time; instant, serial:MS and parallel:MS are allowed.");
        }

        return new ServiceTime(TimeSpan.FromMilliseconds(milliseconds), kind == "serial");
    }
}
