using System.Threading.Channels;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>A list of events that a test awaits one after another.</summary>
internal sealed class AsyncBox<T>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    public void Add(T item) => _items.Writer.TryWrite(item);

    public async Task<T> TakeAsync(string what)
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            return await _items.Reader.ReadAsync(bound.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Waited {Bound} for {what}.", late);
        }
    }
}
