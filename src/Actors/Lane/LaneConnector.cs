using System.Net.Sockets;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Keeps a link on a carrier: on a connection if one can be made, otherwise on Akka.Remote. When a connection breaks it makes another; while frames
/// go over Akka.Remote it keeps trying to connect.
/// </summary>
internal sealed class LaneConnector
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan HelloAgainAfter = TimeSpan.FromSeconds(1);
    private readonly LaneContext _context;
    private readonly LaneLink _link;
    private readonly ICanTell _peer;
    private readonly IActorRef _self;
    private readonly SemaphoreSlim _try = new(0, 1);
    private readonly Lock _lock = new();
    private (string Host, int Port) _endpoint;
    private long _attempt;
    private (long Attempt, long Received) _akkaHello; // The last hello; an answer to an earlier one is stale.
    private long _akkaHeard;
    private volatile bool _isWelcomed;
    private volatile bool _usesAkka;

    /// <param name="context">The node.</param>
    /// <param name="link">The link.</param>
    /// <param name="peer">The other node's <see cref="LaneActor"/>.</param>
    /// <param name="self">This node's <see cref="LaneActor"/>.</param>
    public LaneConnector(LaneContext context, LaneLink link, ICanTell peer, IActorRef self)
    {
        _context = context;
        _link = link;
        _peer = peer;
        _self = self;
        _endpoint = (link.Address.Host, link.Address.Port);
    }

    public LaneLink Link => _link;

    /// <summary>Runs until the link has ended.</summary>
    public async Task RunAsync()
    {
        var failures = 0;
        while (!_link.HasEnded)
        {
            var began = _context.Time.GetTimestamp();
            var wasConnected = await TryConnectAsync();
            if (wasConnected && _context.Time.GetElapsedTime(began) > _context.Options.ReconnectBackoff)
            {
                failures = 0;
                continue;
            }

            if (!wasConnected)
                UseAkka();
            await WaitAsync(_context.Options.ReconnectBackoff * (1 << Math.Min(failures++, MostDoublings)));
        }
    }

    /// <summary>Does periodic work; called several times a second.</summary>
    public void Tick()
    {
        _link.Tick();
        if (_link.HasEnded)
            Nudge();
        if (!_usesAkka || _link.HasEnded || _link.Current is { Carrier.IsConnection: true })
            return;
        if (_context.Time.GetElapsedTime(Interlocked.Read(ref _akkaHeard)) > HelloAgainAfter)
            SayHello();
        else if (_link.Current is not null)
            _link.AcknowledgeAgain(); // This shows the other end that we live, and it answers.
    }

    /// <summary>Takes what the other node's lane sent by Akka.Remote.</summary>
    /// <exception cref="InvalidDataException">The sender breaks the protocol.</exception>
    public void Received(LaneFrames frames)
    {
        (long Attempt, long Received) hello;
        lock (_lock)
            hello = _akkaHello;
        if (frames.Attempt != hello.Attempt)
            return;
        Interlocked.Exchange(ref _akkaHeard, _context.Time.GetTimestamp());
        var bytes = frames.Frames.Span;
        if (LaneFormat.TryRead(ref bytes, _context.Options.MaxFrameBytes, out var kind, out var body) && kind == LaneFrameKind.Welcome)
            Welcomed(LaneFormat.ReadWelcome(kind, body), hello);
        else if (_link.Current is { } current && current.Attempt == frames.Attempt)
            _link.ReceiveLossy(current, frames.First, frames.Frames.Span);
    }

    /// <summary>Connects and reads until the connection ends. True when there was a connection.</summary>
    private async Task<bool> TryConnectAsync()
    {
        string host;
        int port;
        lock (_lock)
            (host, port) = _endpoint;
        if (!_context.Options.Enabled || port == 0)
            return false;
        SocketCarrier? carrier = null;
        try
        {
            LaneAttachment? attachment;
            using (var bound = new CancellationTokenSource(_context.Options.ConnectTimeout, _context.Time))
            {
                carrier = new SocketCarrier(await LaneSockets.CallAsync(host, port, _context.Tls, bound.Token));
                attachment = await GreetAsync(carrier, bound.Token);
            }

            if (attachment is null)
                return false;
            _usesAkka = false;
            await carrier.RunAsync(_link, attachment, _context.Options.MaxFrameBytes);
            return true;
        }
        catch (InvalidDataException refused)
        {
            _context.Log.Warning("Closed the lane's connection to {Node} at {Host}:{Port}: {Problem}.", _link.Address.NodeAddress, host, port, refused.Message);
            return false;
        }
        catch (Exception failed) when (failed is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _context.Log.Debug("No lane to {Node} at {Host}:{Port}: {Problem}.", _link.Address.NodeAddress, host, port, failed.Message);
            return false;
        }
        finally
        {
            carrier?.Abort();
        }
    }

    private async Task<LaneAttachment?> GreetAsync(SocketCarrier carrier, CancellationToken cancel)
    {
        var hello = NewHello();
        await carrier.WriteAsync(0, LaneFormat.Write(hello));
        var welcome = await carrier.ReadGreetingAsync((kind, body) => LaneFormat.ReadWelcome(kind, body), cancel);
        return IsWelcome(welcome) ? _link.Attach(carrier, hello.Attempt, hello.Received, welcome.Received) : null;
    }

    private LaneHello NewHello() => new(
        _context.Cluster, _link.Id, Interlocked.Increment(ref _attempt), !_isWelcomed, _link.Address.NodeUid, _link.Received, _context.NodeAddress);

    private void Welcomed(LaneWelcome welcome, (long Attempt, long Received) hello)
    {
        if (!IsWelcome(welcome))
            return;
        if (_link.Current?.Attempt != hello.Attempt)
            _link.Attach(new AkkaCarrier(_peer, _self, _link.Id, hello.Attempt, fromServer: false), hello.Attempt, hello.Received, welcome.Received);
        lock (_lock)
        {
            if (welcome.Port == 0 || _endpoint.Port != 0)
                return; // A running process keeps its address.
            _endpoint = (welcome.Host, welcome.Port);
        }

        Nudge();
    }

    private bool IsWelcome(LaneWelcome welcome)
    {
        if (welcome.Verdict == LaneVerdict.Welcome && welcome.ServerUid == _link.Address.NodeUid)
        {
            _isWelcomed = true; // Set before anything is sent: from now on, a server that does not know the session is another process.
            return true;
        }

        _context.Log.Info("The lane to {Node} has ended: {Verdict}.", _link.Address.NodeAddress, welcome.Verdict);
        _link.End();
        return false;
    }

    private void UseAkka()
    {
        if (_usesAkka || _link.HasEnded)
            return;
        _usesAkka = true;
        SayHello();
    }

    private void SayHello()
    {
        LaneHello hello;
        lock (_lock)
        {
            hello = NewHello();
            _akkaHello = (hello.Attempt, hello.Received);
        }

        Interlocked.Exchange(ref _akkaHeard, _context.Time.GetTimestamp()); // Do not say it again before an answer can come.
        _peer.Tell(new LaneFrames(_link.Id, hello.Attempt, FromServer: false, First: 0, LaneFormat.Write(hello)), _self);
    }

    /// <summary>Waits, unless there is a reason to try sooner.</summary>
    private async Task WaitAsync(TimeSpan time)
    {
        using var bound = new CancellationTokenSource(time, _context.Time);
        try
        {
            await _try.WaitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to try again.
        }
    }

    private void Nudge()
    {
        lock (_lock)
        {
            if (_try.CurrentCount == 0)
                _try.Release();
        }
    }
}
