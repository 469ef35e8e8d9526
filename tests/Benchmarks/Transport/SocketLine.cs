using System.Net;
using System.Net.Sockets;

namespace ActorInput.Benchmarks.Transport;

/// <summary>A message of 64 bytes there and back over a socket, with blocking reads: no HTTP, no thread pool.</summary>
internal sealed class SocketLine : IDisposable
{
    private readonly Socket _socket;

    private SocketLine(Socket socket) => _socket = socket;

    public static SocketLine Connect(EndPoint address)
    {
        var socket = New(address);
        socket.Connect(address);
        return new SocketLine(socket);
    }

    /// <summary>Answers every message of one caller with itself.</summary>
    /// <returns>Where it listens.</returns>
    public static EndPoint Echo(EndPoint address)
    {
        var listener = New(address);
        listener.Bind(address);
        listener.Listen();
        new Thread(() =>
        {
            using var line = new SocketLine(listener.Accept());
            Span<byte> message = stackalloc byte[SharedLine.MessageBytes];
            while (line.Receive(message))
                line._socket.Send(message);
        })
        { IsBackground = true }.Start();
        return listener.LocalEndPoint!;
    }

    /// <summary>Sends a message and waits until it has come back.</summary>
    public void Ping(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        _socket.Send(message);
        if (!Receive(answer))
            throw new InvalidOperationException("The other side has closed the connection.");
    }

    public void Dispose() => _socket.Dispose();

    private static Socket New(EndPoint address) =>
        address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private bool Receive(Span<byte> message)
    {
        while (!message.IsEmpty)
        {
            var read = _socket.Receive(message);
            if (read == 0)
                return false;
            message = message[read..];
        }

        return true;
    }
}
