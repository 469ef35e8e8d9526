using System.Net;
using System.Net.Sockets;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>
/// A port on loopback that is free now. A node's port must be known before it starts, because others join by it and it comes back on it. It is below
/// the ports that the kernel gives to outgoing connections (32,768 and up), so that no connection of the test takes it while its node is stopped.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int End = 32_000;
    private static int _next = Random.Shared.Next(First, End);

    public static int Take()
    {
        for (var tries = 0; tries < End - First; tries++)
        {
            var port = First + (Interlocked.Increment(ref _next) % (End - First));
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port from {First} to {End - 1} is free on loopback.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
