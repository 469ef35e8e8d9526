using System.Globalization;

namespace ActorInput.Faults.Timing;

/// <summary>How long a request for presses takes.</summary>
public sealed record ServiceTime
{
    private const double MostMilliseconds = 600_000;

    private ServiceTime(ServiceKind kind, double milliseconds)
    {
        Kind = kind;
        Milliseconds = milliseconds;
    }

    /// <summary>No time.</summary>
    public static ServiceTime Instant { get; } = new(ServiceKind.Instant, 0);

    /// <summary>How requests share it.</summary>
    public ServiceKind Kind { get; }

    /// <summary>Milliseconds for each request.</summary>
    public double Milliseconds { get; }

    /// <summary>A number of milliseconds for each request, one at a time in each game, or in the whole server.</summary>
    public static ServiceTime Serial(double milliseconds, bool inServer = false) =>
        new(inServer ? ServiceKind.SerialInServer : ServiceKind.Serial, Checked(milliseconds));

    /// <summary>A number of milliseconds for each request, side by side.</summary>
    public static ServiceTime Parallel(double milliseconds) => new(ServiceKind.Parallel, Checked(milliseconds));

    /// <summary>Reads <c>instant</c>, <c>serial:2.5</c>, <c>serial-server:2.5</c> or <c>parallel:2.5</c> (milliseconds).</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static ServiceTime Parse(string text)
    {
        if (string.Equals(text, "instant", StringComparison.Ordinal))
            return Instant;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        ServiceKind? kind = (colon < 0 ? "" : text[..colon]) switch
        {
            "serial" => ServiceKind.Serial,
            "serial-server" => ServiceKind.SerialInServer,
            "parallel" => ServiceKind.Parallel,
            _ => null,
        };
        if (kind is { } known
            && double.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= MostMilliseconds)
        {
            return new ServiceTime(known, milliseconds);
        }

        throw new FormatException(
            $"'{text}' is not a service time; allowed are instant, serial:MS, serial-server:MS and parallel:MS, MS 0 to {MostMilliseconds}.");
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        ServiceKind.Instant => "instant",
        ServiceKind.Serial => $"serial:{Written}",
        ServiceKind.SerialInServer => $"serial-server:{Written}",
        _ => $"parallel:{Written}",
    };

    private string Written => Milliseconds.ToString(CultureInfo.InvariantCulture);

    private static double Checked(double milliseconds) => milliseconds is >= 0 and <= MostMilliseconds
        ? milliseconds
        : throw new ArgumentOutOfRangeException(nameof(milliseconds), milliseconds, $"0 to {MostMilliseconds} are allowed.");
}
