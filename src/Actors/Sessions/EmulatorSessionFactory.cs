using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// Makes the sessions of a node. They share one connection pool, since a pool for each costs 11 KiB of memory (measured at 10,000) and
/// emulators of one server address can use each other's connections. Thread-safe.
/// </summary>
/// <remarks>
/// A connection is plain HTTP/1.1 or HTTPS with the system's certificates: no proxy, no cookies, no redirects, no decompression, no
/// <c>Expect</c>. A request is never repeated by the runtime: it repeats only those without a body, and every write here has one.
/// </remarks>
public sealed class EmulatorSessionFactory : IEmulatorSessionFactory, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private readonly HttpExchangePool _pool;

    /// <summary>A factory.</summary>
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
                // An answer that is too large is not read to its end to save a connection.
                MaxResponseDrainSize = 0,
            },
            time)
    {
    }

    internal EmulatorSessionFactory(HttpMessageHandler handler, TimeProvider? time) =>
        _pool = new HttpExchangePool(new HttpMessageInvoker(handler), time ?? TimeProvider.System);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The address is not absolute, not http or https, or has a query or fragment.</exception>
    public IEmulatorSession Create(Uri address, SessionOptions options)
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
        return new EmulatorSession(new SessionChannel(_pool, path, options));
    }

    /// <summary>Closes all connections. What sessions do afterwards fails as without a connection.</summary>
    public void Dispose() => _pool.Invoker.Dispose();
}
