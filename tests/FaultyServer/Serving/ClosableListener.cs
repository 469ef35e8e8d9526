using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ActorInput.Faults.Serving;

/// <summary>
/// A listener that refuses connections for a while: its socket is closed, so that the operating system answers with a refusal, and then
/// bound to the same port again. Kestrel sees one listener throughout.
/// </summary>
internal sealed class ClosableListener(IConnectionListenerFactory factory, IConnectionListener first) : IConnectionListener
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = new();
    private IConnectionListener _inner = first;
    private TaskCompletionSource? _opening;
    private bool _isStopped;

    public EndPoint EndPoint { get; } = first.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await _inner.AcceptAsync(cancellationToken) is { } connection)
            {
                Track(connection);
                return connection;
            }

            Task opening;
            lock (_lock)
            {
                if (_isStopped)
                    return null;
                opening = _opening?.Task ?? Task.CompletedTask;
            }

            await opening;
        }
    }

    /// <summary>Resets all connections and refuses new ones until <paramref name="wait"/> is over. A further call in that time has no effect.</summary>
    public async Task RefuseAsync(Task wait)
    {
        TaskCompletionSource opening;
        lock (_lock)
        {
            if (_isStopped || _opening is not null)
                return;
            _opening = opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await _inner.UnbindAsync();
            await _inner.DisposeAsync();
            foreach (var connection in _connections.Keys)
                connection.Abort(new ConnectionAbortedException("The server refuses connections."));
            await wait;
            _inner = await factory.BindAsync(EndPoint);
        }
        catch (OperationCanceledException)
        {
            // The server was stopped meanwhile.
        }
        finally
        {
            lock (_lock)
                _opening = null;
            opening.TrySetResult();
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        Task opening;
        lock (_lock)
        {
            _isStopped = true;
            opening = _opening?.Task ?? Task.CompletedTask;
        }

        await opening;
        await _inner.UnbindAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private void Track(ConnectionContext connection)
    {
        _connections[connection] = true;
        connection.ConnectionClosed.Register(() => _connections.TryRemove(connection, out _));
    }
}
