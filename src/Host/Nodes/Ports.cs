using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorInput.Host.Commands;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Tries ports before anything is started, so that a port in use is told at once and by the name of its option. Between the trial and the use
/// another program may still take it; then the start fails with a less friendly text.
/// </summary>
internal static class Ports
{
    /// <exception cref="CommandException">The port is in use or may not be used.</exception>
    public static void Check(string host, int port, string option)
    {
        // A name is left to whoever listens on it.
        if (port == 0 || !IPAddress.TryParse(host, out var address))
            return;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException failure)
        {
            throw new CommandException(failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => string.Create(CultureInfo.InvariantCulture,
                    $"Port {port} on {host} is in use by another program; give another one with {option} (0 takes a free one)."),
                SocketError.AccessDenied => string.Create(CultureInfo.InvariantCulture,
                    $"Port {port} on {host} may not be used by this user; give another one with {option} (0 takes a free one)."),
                _ => string.Create(CultureInfo.InvariantCulture, $"Port {port} on {host} cannot be used ({option}): {failure.Message}."),
            });
        }
    }
}
