using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote.Transport;

namespace ActorInput.Actors.Wire;

/// <summary>
/// Akka.Remote's transport over TLS, with a certificate on both sides. It replaces the transport that comes with Akka.Remote (1.5.74), because that
/// one shuts the whole node down if a connection that it opens fails during the handshake: a node that dies at that moment, or a foreign process at
/// its address, would shut down healthy nodes. Here only that connection fails, with one line in the log.
/// </summary>
/// <remarks>
/// Frames are those of Akka's transport: four bytes of length, little-endian, then the bytes. The settings come from the same section
/// (<c>akka.remote.dot-netty.tcp</c>: hostname, port, public-hostname, public-port, maximum-frame-size, connection-timeout, backlog).
/// </remarks>
internal sealed class TlsTransport : Akka.Remote.Transport.Transport
{
    private static readonly TimeSpan ShutdownBound = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TlsAssociation, byte> _associations = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly TaskCompletionSource<IAssociationEventListener> _listener = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TlsHandshaker _handshaker;
    private readonly TimeSpan _connectTimeout;
    private readonly int _maxFrame;
    private readonly ILoggingAdapter _log;
    private Address? _local;
    private TlsListener? _accepting;

    /// <summary>Called by reflection, with these arguments.</summary>
    public TlsTransport(ActorSystem system, Config config)
    {
        System = system;
        Config = config;
        SchemeIdentifier = "ssl.tcp";
        _maxFrame = (int)(config.GetByteSize("maximum-frame-size") ?? 1_048_576);
        MaximumPayloadBytes = _maxFrame;
        _connectTimeout = config.GetTimeSpan("connection-timeout", TimeSpan.FromSeconds(15));
        _log = Logging.GetLogger(system, typeof(TlsTransport));
        var setup = system.Settings.Setup.Get<TlsSetup>();
        _handshaker = setup.HasValue
            ? new TlsHandshaker(setup.Value.Credentials)
            : throw new ConfigurationException($"{nameof(TlsTransport)} has no credentials: set ActorInput:Tls; Akka's configuration alone is not enough.");
    }

    public override async Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        var host = Config.GetString("hostname") is { Length: > 0 } named ? named : "127.0.0.1";
        var endpoint = new IPEndPoint(await ResolveAsync(host), Config.GetInt("port"));
        try
        {
            _accepting = new TlsListener(endpoint, Config.GetInt("backlog", 4_096), _handshaker, _connectTimeout, _log);
        }
        catch (SocketException taken)
        {
            _log.Error("Cannot listen on {Endpoint}: {Problem}.", endpoint, taken.Message);
            throw;
        }

        var shown = Config.GetString("public-hostname") is { Length: > 0 } publicHost ? publicHost : host;
        var port = Config.GetInt("public-port") is > 0 and var publicPort ? publicPort : _accepting.Port;
        _local = new Address(SchemeIdentifier, System.Name, Bracketed(shown), port);
        _ = _accepting.RunAsync(_listener.Task, Accepted, _stopped.Token);
        return (_local, _listener);
    }

    public override bool IsResponsibleFor(Address remote) => true;

    /// <exception cref="InvalidAssociationException">None of our nodes answers there; the text says why.</exception>
    public override async Task<AssociationHandle> Associate(Address remoteAddress)
    {
        using var bound = new CancellationTokenSource(_connectTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, _stopped.Token);
        var host = remoteAddress.Host.Trim('[', ']');
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, remoteAddress.Port ?? 0, either.Token);
        }
        catch (Exception unreachable) when (unreachable is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw new InvalidAssociationException($"{remoteAddress} does not answer: {Reason(unreachable)}.", unreachable);
        }

        var (stream, problem) = await _handshaker.CallAsync(socket, host, either.Token);
        if (stream is null)
        {
            _log.Warning("Refused {Peer}: {Problem}.", remoteAddress, problem);
            throw new InvalidAssociationException($"{remoteAddress} was refused: {problem}.");
        }

        return Begin(stream, socket, remoteAddress);
    }

    public override async Task<bool> Shutdown()
    {
        await _stopped.CancelAsync();
        _accepting?.Dispose();
        var open = _associations.Keys.ToArray();
        foreach (var association in open)
            association.Close();
        try
        {
            await Task.WhenAll(open.Select(association => association.Ended)).WaitAsync(ShutdownBound, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private string Reason(Exception unreachable) => unreachable is SocketException refused ? refused.Message
        : _stopped.IsCancellationRequested ? "this node stops"
        : $"no connection within {_connectTimeout.TotalSeconds:0.#} s";

    private void Accepted(IAssociationEventListener listener, TlsConnection connection)
    {
        var remote = new Address(SchemeIdentifier, System.Name, Bracketed(connection.Peer.Address.ToString()), connection.Peer.Port);
        listener.Notify(new InboundAssociation(Begin(connection.Stream, connection.Socket, remote)));
    }

    private TlsAssociation Begin(Stream stream, Socket socket, Address remote)
    {
        var association = new TlsAssociation(_local!, remote, stream, socket, _maxFrame, _log);
        _associations.TryAdd(association, 0);
        _ = association.Ended.ContinueWith(
            (_, gone) => _associations.TryRemove((TlsAssociation)gone!, out byte _),
            association,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        association.Start();
        return association;
    }

    private static async Task<IPAddress> ResolveAsync(string host)
    {
        if (IPAddress.TryParse(host, out var address))
            return address;
        var addresses = await Dns.GetHostAddressesAsync(host);
        return addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
    }

    /// <summary>A host in the form that an address has.</summary>
    private static string Bracketed(string host) =>
        IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : host;
}
