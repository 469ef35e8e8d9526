using System.Net;
using System.Net.Sockets;
using ActorInput.Actors.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>Opens a lane's connections, either way: plain, or with TLS and a certificate on both sides.</summary>
internal static class LaneSockets
{
    /// <summary>The stream of an accepted connection; it owns the socket.</summary>
    /// <exception cref="InvalidDataException">The other end is no node of ours.</exception>
    public static async Task<Stream> AnswerAsync(Socket socket, TlsHandshaker? tls, CancellationToken cancel)
    {
        Prepare(socket);
        return tls is null ? new NetworkStream(socket, ownsSocket: true) : Checked(await tls.AnswerAsync(socket, cancel));
    }

    /// <summary>Connects; the stream owns its socket.</summary>
    /// <exception cref="InvalidDataException">The other end is no node of ours.</exception>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    public static async Task<Stream> CallAsync(string host, int port, TlsHandshaker? tls, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Prepare(socket);
            await socket.ConnectAsync(host, port, cancel);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }

        return tls is null ? new NetworkStream(socket, ownsSocket: true) : Checked(await tls.CallAsync(socket, host, cancel));
    }

    /// <summary>The address of a host that is to be listened on.</summary>
    public static IPAddress Resolve(string host)
    {
        if (IPAddress.TryParse(host, out var address))
            return address;
        var addresses = Dns.GetHostAddresses(host);
        return addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
    }

    private static void Prepare(Socket socket)
    {
        socket.NoDelay = true; // The lane itself gathers frames before it writes them.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    private static Stream Checked((Stream? Stream, string Problem) shaken) =>
        shaken.Stream ?? throw new InvalidDataException(shaken.Problem);
}
