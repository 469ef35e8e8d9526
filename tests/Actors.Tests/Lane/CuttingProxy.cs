using System.Net;
using System.Net.Sockets;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>A proxy between a client and a server that cuts their connections: each after a number of bytes, or on demand.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly int _target;
    private readonly Func<long> _life;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="target">The server's port.</param>
    /// <param name="life">Bytes that the next connection lives, both directions together.</param>
    public CuttingProxy(int target, Func<long> life)
    {
        _target = target;
        _life = life;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were cut before their end.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await _listener.AcceptSocketAsync(_stopped.Token), _life()));
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket client, long life)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
            var left = life;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, cut.Token);
                await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // The connection was cut, or closed by one end.
            }

            async Task CopyAsync(Socket from, Socket to)
            {
                var buffer = new byte[4096];
                try
                {
                    while (await from.ReceiveAsync(buffer, cut.Token) is > 0 and var read)
                    {
                        var rest = Interlocked.Add(ref left, -read);
                        if (rest <= 0)
                            read = Math.Max(0, read + (int)rest); // The rest of it is lost, in mid-frame.
                        for (var sent = 0; sent < read;)
                            sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cut.Token);
                        if (rest > 0)
                            continue;
                        Interlocked.Increment(ref _cuts);
                        break;
                    }
                }
                finally
                {
                    await cut.CancelAsync();
                }
            }
        }
    }
}
