using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Tries ports before anything is started, so that a port in use is reported at once, with the name of its option. Between the trial and the use
/// another program may still take the port; then the start fails with a less friendly text.
/// </summary>
internal static class Ports
{
    /// <exception cref="CommandException">Ports are in use or may not be used; the message names all of them.</exception>
    public static void Check(params IEnumerable<(string Host, int Port, string Option)> ports)
    {
        var problems = ports.Select(p => Problem(p.Host, p.Port, p.Option)).OfType<string>().ToList();
        if (problems.Count > 0)
            throw new CommandException(problems);
    }

    private static string? Problem(string host, int port, string option)
    {
        // Only IP addresses are tried; for a host name the start itself shows whether the port is free.
        if (port == 0 || !IPAddress.TryParse(host, out var address))
            return null;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return null;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => string.Create(CultureInfo.InvariantCulture,
                    $"Port {port} on {host} is in use by another program; give another one with {option} (0 takes a free one)."),
                SocketError.AccessDenied => string.Create(CultureInfo.InvariantCulture,
                    $"Port {port} on {host} may not be used by this user; give another one with {option} (0 takes a free one)."),
                _ => string.Create(CultureInfo.InvariantCulture, $"Port {port} on {host} cannot be used ({option}): {failure.Message}."),
            };
        }
    }
}
