using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ActorInput.Faults.Serving;

/// <summary>Gives Kestrel a listener that can be closed and opened again while the server runs.</summary>
internal sealed class ClosableListenerFactory(IConnectionListenerFactory inner) : IConnectionListenerFactory
{
    /// <summary>The listener; null before the server has started.</summary>
    public ClosableListener? Listener { get; private set; }

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        Listener = new ClosableListener(inner, await inner.BindAsync(endpoint, cancellationToken));
}
