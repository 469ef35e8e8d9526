using System.Net;
using Akka.Hosting;

namespace ActorInput.Actors.Wire;

/// <summary>Sets up the communication between nodes: which messages are read, and TLS.</summary>
public static class WireHosting
{
    // Room for WireLimits.MaxMessageBytes and the envelope around it. Remoting's default of 128 kB is less than two pictures of a pokemon-gym.
    private const string Framing = """
        akka.remote.dot-netty.tcp.maximum-frame-size = 1048576b
        # On Unix this lets two nodes listen on one port, each with a share of the connections. A restart needs it not: .NET binds over TIME_WAIT.
        akka.remote.dot-netty.tcp.tcp-reuse-addr = off
        # The closed serializers take the places of Akka's on purpose.
        akka.log-serializer-override-on-start = off
        """;

    // With enable-ssl on, Akka's own transport, should it be used by mistake, would not start without a certificate instead of sending in the clear.
    private const string Encryption = """
        akka.remote.dot-netty.tcp {
          transport-class = "ActorInput.Actors.Wire.TlsTransport, ActorInput.Actors"
          enable-ssl = on
        }
        """;

    /// <summary>
    /// Only messages of ActorInput and of the cluster itself are read from other nodes; with TLS, only nodes with a certificate from our authority
    /// may connect. Use it in your own host that joins the cluster: after <c>WithRemoting</c>, before <c>WithClustering</c>. Messages that stay on
    /// their node are not affected.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="tls">TLS between nodes, validated; null for none.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The files of <paramref name="tls"/> cannot be used.</exception>
    public static AkkaConfigurationBuilder WithWire(this AkkaConfigurationBuilder builder, TlsOptions? tls)
    {
        builder.AddHocon(Framing, HoconAddMode.Prepend).WithClosedSerializers();
        if (tls is null)
            return builder;
        return builder
            .AddHocon(Encryption, HoconAddMode.Prepend)
            .AddSetup(new TlsSetup(NodeCredentials.Load(tls)));
    }

    /// <summary>The beginning of the address of every node.</summary>
    internal static string Scheme(TlsOptions? tls) => tls is null ? "akka.tcp" : "akka.ssl.tcp";

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
