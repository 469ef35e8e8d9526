using System.Collections.Concurrent;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>What all sessions of a node share: the connections, the clock, and exchanges that wait to be used again. Thread-safe.</summary>
/// <param name="invoker">Sends requests.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpExchangePool(HttpMessageInvoker invoker, TimeProvider time)
{
    private const int MostKept = 64;
    private readonly ConcurrentQueue<HttpExchange> _kept = new();
    private int _count;

    public HttpMessageInvoker Invoker { get; } = invoker;

    public TimeProvider Time { get; } = time;

    public HttpExchange Rent()
    {
        if (!_kept.TryDequeue(out var exchange))
            return new HttpExchange(this);
        Interlocked.Decrement(ref _count);
        return exchange;
    }

    public void Return(HttpExchange exchange)
    {
        // The count may pass the limit by as many as return at once; it is a bound on memory, not a promise.
        if (Volatile.Read(ref _count) >= MostKept)
            return;
        Interlocked.Increment(ref _count);
        _kept.Enqueue(exchange);
    }
}
