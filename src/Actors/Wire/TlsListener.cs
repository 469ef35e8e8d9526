using System.Net;
using System.Net.Sockets;
using Akka.Event;
using Akka.Remote.Transport;

namespace ActorInput.Actors.Wire;

/// <summary>Accepts connections, and passes on those whose other end has proved to be one of our nodes.</summary>
internal sealed class TlsListener : IDisposable
{
    /// <summary>The most connections in a handshake at one time. Further ones are closed, so that strangers cannot exhaust the node.</summary>
    private const int MostHandshakes = 128;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    private readonly Socket _socket;
    private readonly TlsHandshaker _handshaker;
    private readonly TimeSpan _timeout;
    private readonly ILoggingAdapter _log;
    private int _handshakes;

    /// <exception cref="SocketException">The endpoint is in use, or not an address of this machine.</exception>
    public TlsListener(IPEndPoint endpoint, int backlog, TlsHandshaker handshaker, TimeSpan timeout, ILoggingAdapter log)
    {
        _handshaker = handshaker;
        _timeout = timeout;
        _log = log;
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endpoint);
            _socket.Listen(backlog);
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Runs until cancelled. No connection is accepted before remoting has set its listener.</summary>
    public async Task RunAsync(
        Task<IAssociationEventListener> listening, Action<IAssociationEventListener, TlsConnection> accepted, CancellationToken stopped)
    {
        var listener = await listening.WaitAsync(stopped).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(stopped);
                _ = AnswerAsync(socket, connection => accepted(listener, connection), stopped);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failed)
            {
                _log.Warning("Cannot accept a connection on port {Port}: {Problem}.", Port, failed.Message);
                await Task.Delay(PauseAfterFailure, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task AnswerAsync(Socket socket, Action<TlsConnection> accepted, CancellationToken stopped)
    {
        if (PeerOf(socket) is not { } peer)
            return;
        if (Interlocked.Increment(ref _handshakes) > MostHandshakes)
        {
            Interlocked.Decrement(ref _handshakes);
            socket.Dispose();
            _log.Warning("Refused {Peer}: {Count} others are in a TLS handshake already.", peer, MostHandshakes);
            return;
        }

        try
        {
            socket.NoDelay = true;
            using var bound = new CancellationTokenSource(_timeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, stopped);
            var (stream, problem) = await _handshaker.AnswerAsync(socket, either.Token);
            if (stream is not null)
                accepted(new TlsConnection(stream, socket, peer));
            else if (!stopped.IsCancellationRequested)
                _log.Warning("Refused {Peer}: {Problem}.", peer, problem);
        }
        catch (SocketException gone)
        {
            socket.Dispose();
            _log.Debug("{Peer} was gone before its handshake: {Problem}.", peer, gone.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
        }
    }

    /// <summary>The peer's address. Null, and the socket closed, if the peer has gone already.</summary>
    private static IPEndPoint? PeerOf(Socket socket)
    {
        try
        {
            return (IPEndPoint)socket.RemoteEndPoint!;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
