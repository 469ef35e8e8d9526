using System.Collections.Concurrent;
using System.Net;
using ActorInput.Faults.Control;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Serving;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ActorInput.Faults;

/// <summary>
/// An emulator server without an emulator. It fails on command and records what it really applied. Real HTTP on loopback. Thread-safe.
/// </summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private readonly FaultyServerOptions _options;
    private readonly ConcurrentDictionary<int, FaultyGame> _games = new();
    private readonly PreciseTimer _timer = new();
    private readonly ServiceLine _line = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ClosableListenerFactory _listeners;
    private readonly KestrelServer _kestrel;
    private int _lastNumber;
    private int _isDisposed;

    private FaultyServer(FaultyServerOptions options)
    {
        _options = options;
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        kestrel.Limits.MaxRequestBodySize = FaultyServerOptions.MaxBodyBytes;
        // Slow and hanging requests are intended here, not an attack.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _listeners = new ClosableListenerFactory(sockets);
        _kestrel = new KestrelServer(Options.Create(kestrel), _listeners, NullLoggerFactory.Instance);
    }

    /// <summary>Base address, ending with a slash. Games are below it by number, the control API below control/.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The games in order of their numbers.</summary>
    public IReadOnlyList<FaultyGame> Games => [.. _games.Values.OrderBy(game => game.Number)];

    /// <summary>Starts a server without games.</summary>
    /// <param name="options">How it is; the defaults if null.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<FaultyServer> StartAsync(FaultyServerOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FaultyServerOptions();
        options.Validate();
        var server = new FaultyServer(options);
        try
        {
            var performer = new FaultPerformer(server._timer, server.RefuseConnectionsAsync, server._stopping.Token);
            var application = new FaultyApplication(server._games, performer, new ControlEndpoints(server));
            await server._kestrel.StartAsync(application, cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var address = server._kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Uri($"{address}/");
        return server;
    }

    /// <summary>Adds a game. Costs some microseconds.</summary>
    /// <param name="dialect">Which API it speaks.</param>
    /// <param name="plan">Its faults; none if null.</param>
    /// <param name="service">How long its requests for presses take; as the server's options say if null.</param>
    /// <param name="recording">Whether it keeps each step; as the server's options say if null.</param>
    public FaultyGame AddGame(GameDialect dialect, FaultPlan? plan = null, ServiceTime? service = null, bool? recording = null)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        var options = new GameCoreOptions(dialect, service ?? _options.Service, recording ?? _options.Recording, _options.MostRemembered);
        var core = new GameCore(options, _timer, _line);
        var game = new FaultyGame(number, new Uri($"{Address}{number}/"), core, plan ?? FaultPlan.None);
        _games[number] = game;
        return game;
    }

    /// <summary>The game with this number; null when there is none.</summary>
    public FaultyGame? FindGame(int number) => _games.GetValueOrDefault(number);

    /// <summary>Removes a game; requests to it are answered 404. Its handle still gives its record. False if there is no such game.</summary>
    public bool RemoveGame(int number) => _games.TryRemove(number, out _);

    /// <summary>
    /// Resets all connections and closes the port for a while; the games live on. Completes when the port is open again. A second call while it is
    /// closed has no effect.
    /// </summary>
    public Task RefuseConnectionsAsync(TimeSpan time) => _listeners.Listener!.RefuseAsync(_timer.WaitAsync(time.TotalMilliseconds));

    /// <summary>Stops the server; hanging requests are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        _timer.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await _kestrel.StopAsync(now.Token);
        _kestrel.Dispose();
        _stopping.Dispose();
    }
}
