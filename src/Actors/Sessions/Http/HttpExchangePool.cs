using System.Collections.Concurrent;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>What all sessions of a node share: the connections, the clock, and the exchanges that are ready for use. Thread-safe.</summary>
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
        // If several exchanges return at once, the count can exceed the limit by their number. That is harmless: the limit only saves memory.
        if (Volatile.Read(ref _count) >= MostKept)
            return;
        Interlocked.Increment(ref _count);
        _kept.Enqueue(exchange);
    }
}
