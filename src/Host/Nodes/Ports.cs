using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Tries ports before anything is started, so that a port in use is told at once and by the name of its option. Between the trial and the use
/// another program may still take it; then the start fails with a less friendly text.
/// </summary>
internal static class Ports
{
    /// <exception cref="CommandException">A port is in use or may not be used; all that are so are told.</exception>
    public static void Check(params IEnumerable<(string Host, int Port, string Option)> ports)
    {
        var problems = ports.Select(p => Problem(p.Host, p.Port, p.Option)).OfType<string>().ToList();
        if (problems.Count > 0)
            throw new CommandException(problems);
    }

    private static string? Problem(string host, int port, string option)
    {
        // A name is left to whoever listens on it.
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
