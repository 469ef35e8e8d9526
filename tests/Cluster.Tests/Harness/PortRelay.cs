using System.Net;
using System.Net.Sockets;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>Relays connections from another network namespace to a port on this loopback, because an emulator server listens nowhere else.</summary>
internal sealed class PortRelay : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly int _to;
    private readonly Task _accepting;

    /// <param name="host">The address on which it listens, of a link of this machine.</param>
    /// <param name="to">The port on loopback.</param>
    public PortRelay(string host, int to)
    {
        _to = to;
        _listener = new TcpListener(IPAddress.Parse(host), 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket from)
    {
        using var to = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        from.NoDelay = true;
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _to, _stop.Token);
            await using var near = new NetworkStream(from, ownsSocket: true);
            await using var far = new NetworkStream(to);
            await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException)
        {
            // One end has closed; close the other one.
        }
    }
}
