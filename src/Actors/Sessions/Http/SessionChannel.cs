using System.Runtime.CompilerServices;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>A session's connection to its server: the address, the limits, and access to the node's connection pool.</summary>
/// <param name="pool">What it shares with other sessions.</param>
/// <param name="address">The game's address, ending in a slash.</param>
/// <param name="options">Limits and times.</param>
internal sealed class SessionChannel(HttpExchangePool pool, Uri address, SessionOptions options)
{
    // One request at a time needs no semaphore, and most sessions never send two.
    private SemaphoreSlim? _turns;
    private bool _isBusy;

    public Uri Address { get; } = address;

    public SessionOptions Options { get; } = options;

    public TimeProvider Time => pool.Time;

    public Uri At(string path) => new(Address, path);

    public HttpExchange Rent()
    {
        var exchange = pool.Rent();
        exchange.MaxResponseBytes = Options.MaxResponseBytes;
        return exchange;
    }

    /// <summary>Sends once fewer requests than the session's limit are under way. Waiting for that does not count against the timeout.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(HttpExchange exchange, HttpMethod method, Uri target, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!TryBegin())
            await _turns!.WaitAsync(cancellation);
        try
        {
            await exchange.SendAsync(method, target, timeout, cancellation);
        }
        finally
        {
            End();
        }
    }

    /// <summary>How long a request with so many frames may take.</summary>
    public TimeSpan TimeoutFor(long frames, double framesPerSecond) => Options.Timeout + TimeSpan.FromSeconds(frames / framesPerSecond);

    private bool TryBegin()
    {
        lock (this)
        {
            if (_turns is null && !_isBusy)
                return _isBusy = true;
            // The request that is already under way counts as one, and releases the semaphore when it ends.
            _turns ??= new SemaphoreSlim(Math.Min(Options.MaxConnections, Options.MaxConnectionsPerHost) - 1);
            return false;
        }
    }

    private void End()
    {
        lock (this)
        {
            if (_turns is null)
            {
                _isBusy = false;
                return;
            }
        }

        _turns.Release();
    }
}
