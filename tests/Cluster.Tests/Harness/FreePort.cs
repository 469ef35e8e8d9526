using System.Net;
using System.Net.Sockets;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A port on loopback that nobody has now. A node's port must be known before it starts, because others join by it and it comes back on it.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
