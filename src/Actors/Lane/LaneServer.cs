using System.Net;
using System.Net.Sockets;
using Akka.Event;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Listens for clients. A peer that is not a node of this cluster gets only a closed connection and one line in the log, and disturbs no other
/// client.
/// </summary>
internal sealed class LaneServer : IAsyncDisposable
{
    /// <summary>Most connections that have not identified themselves yet; more are closed, so that they cannot exhaust the node.</summary>
    private const int MostStrangers = 128;

    private const int Backlog = 512;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    private readonly LaneContext _context;
    private readonly LaneReception _reception;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopped = new();
    private Task _accepting = Task.CompletedTask;
    private int _strangers;

    /// <exception cref="SocketException">The endpoint is in use or not an address of this machine.</exception>
    public LaneServer(LaneContext context, LaneReception reception, IPEndPoint endpoint)
    {
        _context = context;
        _reception = reception;
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endpoint);
            _socket.Listen(Backlog);
        }
        catch (SocketException taken)
        {
            _socket.Dispose();
            context.Log.Error("Cannot listen for lanes on {Endpoint}: {Problem}.", endpoint, taken.Message);
            throw;
        }
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Start() => _accepting = AcceptAllAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _socket.Dispose();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _socket.AcceptAsync(_stopped.Token));
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failed)
            {
                _context.Log.Warning("Cannot take a lane's connection on port {Port}: {Problem}.", Port, failed.Message);
                await Task.Delay(PauseAfterFailure, _context.Time, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var peer = "somebody";
        SocketCarrier? carrier = null;
        try
        {
            peer = $"{socket.RemoteEndPoint}";
            (carrier, var session, var attachment) = await GreetAsync(socket);
            if (session is not null && attachment is not null)
                await carrier.RunAsync(session, attachment, _context.Options.MaxFrameBytes);
        }
        catch (InvalidDataException refused)
        {
            _context.Log.Warning("Closed the lane's connection from {Peer}: {Problem}.", peer, refused.Message);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            _context.Log.Debug("The lane's connection from {Peer} ended: {Problem}.", peer, gone.Message);
        }
        finally
        {
            carrier?.Abort();
            socket.Dispose();
        }
    }

    private async Task<(SocketCarrier Carrier, LaneServerSession? Session, LaneAttachment? Attachment)> GreetAsync(Socket socket)
    {
        if (Interlocked.Increment(ref _strangers) > MostStrangers)
        {
            Interlocked.Decrement(ref _strangers);
            throw new InvalidDataException($"{MostStrangers} others have not said who they are");
        }

        try
        {
            using var bound = new CancellationTokenSource(_context.Options.ConnectTimeout, _context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, _stopped.Token);
            var carrier = new SocketCarrier(await LaneSockets.AnswerAsync(socket, _context.Tls, either.Token));
            var hello = await HearAsync(carrier, either.Token);
            if (_reception.Meet(hello) is not { } met)
                return (carrier, null, null);
            await carrier.WriteAsync(0, LaneFormat.Write(met.Welcome));
            return (carrier, met.Session, met.Session?.Attach(carrier, hello.Attempt, met.Welcome.Received, hello.Received));
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }
    }

    private async Task<LaneHello> HearAsync(SocketCarrier carrier, CancellationToken cancel)
    {
        try
        {
            return await carrier.ReadGreetingAsync((kind, body) => LaneFormat.ReadHello(kind, body), cancel);
        }
        catch (OperationCanceledException silent) when (!_stopped.IsCancellationRequested)
        {
            carrier.Abort();
            throw new InvalidDataException($"it did not say who it is within {_context.Options.ConnectTimeout.TotalSeconds:0.#} s", silent);
        }
        catch (Exception)
        {
            carrier.Abort();
            throw;
        }
    }
}
