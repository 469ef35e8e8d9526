using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// Makes the sessions of a node. They share one connection pool, because a pool for each session costs 11 KiB of memory (measured with 10,000), and
/// emulators on one server address can use each other's connections. Thread-safe.
/// </summary>
/// <remarks>
/// A connection is plain HTTP/1.1 or HTTPS with the system's certificates: no proxy, no cookies, no redirects, no decompression, no <c>Expect</c>.
/// .NET never repeats a request by itself: it does so only for requests without a body, and every write here has a body.
/// </remarks>
public sealed class EmulatorSessionFactory : IEmulatorSessionFactory, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private readonly HttpExchangePool _pool;

    /// <summary>Makes a factory.</summary>
    /// <param name="keepAlive">How long an unused connection is kept; <see cref="SessionOptions.KeepAlive"/>. Other limits are each session's own.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="maxConnectionsPerServer"><see cref="SessionOptions.MaxConnectionsPerServer"/>.</param>
    public EmulatorSessionFactory(TimeSpan keepAlive, TimeProvider? time = null, int maxConnectionsPerServer = 256)
        : this(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.None,
                PooledConnectionIdleTimeout = keepAlive,
                MaxConnectionsPerServer = maxConnectionsPerServer,
                ConnectTimeout = ConnectTimeout,
                // If an answer is too large, the connection is closed; reading the rest to keep the connection would cost more.
                MaxResponseDrainSize = 0,
            },
            time)
    {
    }

    internal EmulatorSessionFactory(HttpMessageHandler handler, TimeProvider? time) =>
        _pool = new HttpExchangePool(new HttpMessageInvoker(handler), time ?? TimeProvider.System);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The address is not absolute, not http or https, or has a query or fragment.</exception>
    public async Task<SessionResult<IEmulatorSession>> OpenAsync(Uri address, SessionOptions options, long atLeastEpoch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Query.Length + address.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"'{address}' is not the address of a game; needed is http or https with host, port and path, such as http://127.0.0.1:8081/1/.",
                nameof(address));
        }

        var path = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        var opened = await DialectOpening.OpenAsync(new SessionChannel(_pool, path, options), atLeastEpoch, cancellation);
        return new(opened.Value, opened.Failure);
    }

    /// <summary>Closes all connections. Later requests of sessions fail as without a connection.</summary>
    public void Dispose() => _pool.Invoker.Dispose();
}
