using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace ActorInput.Actors.Lane;

/// <summary>
/// The lane of one node: it answers other nodes and makes links to them. Each actor system has one, with an actor <c>/user/lane</c>. Safe to call
/// from any thread.
/// <code>
/// var lane = LaneHub.Start(system, settings, TimeProvider.System, (message, replyTo) => router.Tell(message, replyTo));
/// var link = lane.Connect(new LaneAddress(member.Address.ToString(), member.Uid), new LaneCallbacks(Moved: …, Lost: …));
/// if (!link.TrySend(message, Sender)) … // too much under way, or the link has ended
/// </code>
/// </summary>
internal sealed class LaneHub : IAsyncDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<long, LaneConnector> _links = new();
    private readonly LaneContext _context;
    private readonly LaneReception _reception;
    private readonly ActorSystem _system;
    private readonly IActorRef _actor;
    private readonly LaneServer? _server;
    private readonly ITimer _timer;
    private int _ticking;

    private LaneHub(ExtendedActorSystem system, LaneSettings settings, LaneContext context, Action<IWireMessage, IActorRef> deliver)
    {
        _system = system;
        _context = context;
        _reception = new LaneReception(context, deliver);
        var host = system.Provider.DefaultAddress.Host?.Trim('[', ']') ?? settings.Host;
        if (settings.Options.Enabled)
        {
            _server = new LaneServer(context, _reception, new IPEndPoint(LaneSockets.Resolve(settings.Bind ?? settings.Host), settings.Options.Port));
            _reception.Endpoint = (host, _server.Port);
        }

        Address = new LaneAddress(context.NodeAddress, context.NodeUid, host, _server?.Port ?? 0);
        _actor = system.ActorOf(Props.Create(() => new LaneActor(this)), LaneActor.Name);
        _server?.Start();
        _timer = context.Time.CreateTimer(_ => Tick(), null, TickEvery, TickEvery);
    }

    /// <summary>This node, for others to connect to.</summary>
    public LaneAddress Address { get; }

    /// <summary>Starts the lane of a node.</summary>
    /// <param name="system">Its actor system, with remoting.</param>
    /// <param name="settings">Its settings, validated.</param>
    /// <param name="time">The clock.</param>
    /// <param name="deliver">
    /// Gets each message from other nodes once, with the actor to answer: in the order in which the other node sent them, one call at a time for each
    /// other node. Must not block.
    /// </param>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    /// <exception cref="CryptographicException">The files of <see cref="LaneSettings.Tls"/> cannot be used.</exception>
    public static LaneHub Start(
        ExtendedActorSystem system, LaneSettings settings, TimeProvider time, Action<IWireMessage, IActorRef> deliver)
    {
        var setup = system.Settings.Setup.Get<TlsSetup>();
        var tls = settings.Tls is null ? null
            : new TlsHandshaker(setup.HasValue ? setup.Value.Credentials : NodeCredentials.Load(settings.Tls));
        var context = new LaneContext(
            settings.Options,
            settings.ClusterName,
            system.Provider.DefaultAddress.ToString(),
            AddressUidExtension.Uid(system),
            system.Provider,
            tls,
            Logging.GetLogger(system, typeof(LaneHub)),
            time);
        return new LaneHub(system, settings, context, deliver);
    }

    /// <summary>Begins a link to a process of another node. Messages may be sent at once.</summary>
    /// <param name="address">The process. Without a port, it is asked for by Akka.Remote.</param>
    /// <param name="callbacks">Called for the link's events.</param>
    public LaneLink Connect(LaneAddress address, LaneCallbacks callbacks)
    {
        var id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var link = new LaneLink(id, address, _context.Options, callbacks, Watch, _context.Log, _context.Time);
        var connector = new LaneConnector(_context, link, _system.ActorSelection($"{address.NodeAddress}/user/{LaneActor.Name}"), _actor);
        _links[id] = connector;
        _ = RunAsync(connector);
        return link;
    }

    /// <summary>An actor of this node has stopped: its messages that are dropped with their sender are dropped, wherever they wait.</summary>
    public void SenderGone(IActorRef sender)
    {
        foreach (var connector in _links.Values)
            connector.Link.SenderGone(sender);
    }

    /// <summary>Takes what another node's lane sent by Akka.Remote.</summary>
    public void Received(LaneFrames frames, IActorRef sender)
    {
        try
        {
            if (!frames.FromServer)
                _reception.Received(frames, sender, _actor);
            else if (_links.TryGetValue(frames.Session, out var connector))
                connector.Received(frames);
        }
        catch (InvalidDataException refused)
        {
            _context.Log.Warning("Refused a lane's frames from {Peer}: {Problem}.", LogText.Of(sender.Path.Address.ToString()), refused.Message);
        }
    }

    /// <summary>Ends the lane: links return unanswered messages, and the lane stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var connector in _links.Values)
        {
            connector.Link.End();
            connector.Tick();
        }

        _reception.End();
        _system.Stop(_actor);
    }

    private void Watch(IActorRef sender) => _actor.Tell(new LaneActor.WatchSender(sender));

    private async Task RunAsync(LaneConnector connector)
    {
        await Task.Yield();
        try
        {
            await connector.RunAsync();
        }
        catch (Exception fault)
        {
            // Expected failures are handled where they happen. Any other failure would leave the link without a connector.
            _context.Log.Error(fault, "The lane to {Node} failed", connector.Link.Address.NodeAddress);
            connector.Link.End();
        }

        _links.TryRemove(connector.Link.Id, out _);
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _ticking, 1) != 0)
            return;
        foreach (var connector in _links.Values)
            connector.Tick();
        _reception.Tick();
        Volatile.Write(ref _ticking, 0);
    }
}
