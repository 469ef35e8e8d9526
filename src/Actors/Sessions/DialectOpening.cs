using ActorInput.Actors.Sessions.Direct;
using ActorInput.Actors.Sessions.Gym;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Actors.Sessions.Native;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// Finds out which dialect a server speaks, and opens it. It looks for our own server first, because that speaks the other dialects too. If a server
/// fails to answer a probe, the search ends, so that the server is not taken for one with a lesser dialect.
/// </summary>
internal sealed class DialectOpening
{
    private readonly SessionChannel _channel;
    private readonly long _atLeastEpoch;
    private readonly CancellationToken _cancellation;
    private readonly long _start;
    private readonly List<string> _answers = [];

    private DialectOpening(SessionChannel channel, long atLeastEpoch, CancellationToken cancellation)
    {
        (_channel, _atLeastEpoch, _cancellation) = (channel, atLeastEpoch, cancellation);
        _start = channel.Time.GetTimestamp();
    }

    private TimeSpan Left => _channel.Options.OpenTimeout - _channel.Time.GetElapsedTime(_start);

    /// <summary>The open dialect, or why there is none.</summary>
    /// <param name="channel">The channel to the server.</param>
    /// <param name="atLeastEpoch">The least epoch.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<SessionResult<SessionDialect>> OpenAsync(
        SessionChannel channel, long atLeastEpoch, CancellationToken cancellation) =>
        new DialectOpening(channel, atLeastEpoch, cancellation).OpenAsync();

    private async Task<SessionResult<SessionDialect>> OpenAsync()
    {
        var native = await ProbeAsync(
            "capabilities", exchange => NativeCapabilities.Read(exchange, _channel.Options.FramesPerSecond));
        if (native.Failure is not null)
            return native.Failure;
        if (native.Value is { } server)
            return await OpenAsync(new NativeDialect(_channel), dialect => dialect.OpenAsync(server, _atLeastEpoch, Left, _cancellation));

        var gym = await ProbeAsync("status", GymStatus.Read);
        if (gym.Failure is not null)
            return gym.Failure;
        if (gym.Value is { } status)
            return await OpenAsync(new GymDialect(_channel), dialect => dialect.OpenAsync(status, _atLeastEpoch, Left, _cancellation));

        var direct = await ProbeAsync("health", ReadHealth);
        if (direct.Failure is not null)
            return direct.Failure;
        if (direct.Value is not null)
            return await OpenAsync(new DirectDialect(_channel), dialect => dialect.OpenAsync(_atLeastEpoch));
        return new SessionFailure(
            ReplyCode.ServerError, $"Nothing at {_channel.Address} speaks a known dialect: {string.Join(" ", _answers)}");
    }

    /// <summary>Any JSON object counts as healthy. A web page does not, because many web servers answer every path with a page.</summary>
    private static string? ReadHealth(HttpExchange exchange)
    {
        using var health = exchange.Status is >= 200 and < 300 ? JsonObjects.Parse(exchange.Reply) : null;
        return health is null ? null : "healthy";
    }

    private static async Task<SessionResult<SessionDialect>> OpenAsync<T>(T dialect, Func<T, Task<SessionResult<SessionInfo>>> open)
        where T : SessionDialect
    {
        var opened = await open(dialect);
        return opened.Failure is { } failure ? failure : dialect;
    }

    /// <summary>What the probe found: a known dialect, none, or a failure that ends the search.</summary>
    private async Task<SessionResult<T>> ProbeAsync<T>(string path, Func<HttpExchange, T?> read)
        where T : class
    {
        using var exchange = _channel.Rent();
        await _channel.SendAsync(exchange, HttpMethod.Get, _channel.At(path), Left, _cancellation);
        // Simple servers answer 501 for a route that they do not have.
        if (exchange.Fault is not (ExchangeFault.None or ExchangeFault.TooLarge) || exchange.Status is >= 500 and not 501)
            return ExchangeFailures.Of(exchange);
        if (exchange.Fault == ExchangeFault.None && read(exchange) is { } known)
            return known;
        _answers.Add(ExchangeFailures.Of(exchange, exchange.Status < 300 ? "unknown" : null).Detail);
        return default;
    }
}
