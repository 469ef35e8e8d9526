using System.Globalization;
using System.Net;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Gym;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.PokemonRed;
using ActorInput.Emulation.Server.Callers;
using ActorInput.Emulation.Server.Endpoints;
using ActorInput.Emulation.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorInput.Emulation.Server;

/// <summary>
/// A web server for one or more games of a cartridge. Several servers may live in one process. It reads no configuration of its own, logs only to the
/// log that it is given, and does not handle the process's signals.
/// </summary>
public sealed partial class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly GameWorkers _workers;
    private readonly IReadOnlyList<IGameRunner> _runners;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly StartCheck _check;
    private int _stopped;

    private EmulatorServer(
        WebApplication application, GameWorkers workers, IReadOnlyList<IGameRunner> runners, StartCheck check, EmulatorServerOptions options, TimeProvider time)
    {
        _application = application;
        _workers = workers;
        _runners = runners;
        _time = time;
        _check = check;
        _patience = TimeSpan.FromSeconds(options.StopSeconds);
        Address = new Uri(application.Urls.Single());
        Games = [.. Enumerable.Range(1, runners.Count).Select(i => new Uri(Address, Prefix(i, runners.Count) + "/"))];
    }

    /// <summary>The address on which it listens, with the actual port and without a path.</summary>
    public Uri Address { get; }

    /// <summary>The base address of each game, ending in a slash.</summary>
    public IReadOnlyList<Uri> Games { get; }

    /// <summary>Completes with the result of the check of the cartridge's states; <see cref="EmulatorServerOptions.CheckFrames"/>.</summary>
    public Task<StartCheckStatus> Check => _check.Ended;

    /// <summary>Makes the games and starts listening.</summary>
    /// <param name="options">The settings; see <see cref="EmulatorServerOptions.Validate"/>.</param>
    /// <param name="factory">Makes the games. It stays the caller's and must outlive the server.</param>
    /// <param name="pictures">Makes PNGs.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logs">Where failures are told; null for nowhere. It stays the caller's.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="OptionsValidationException">The settings are not valid; the message lists every problem.</exception>
    /// <exception cref="IOException">The address cannot be listened on; the message names it.</exception>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorServerOptions options,
        IGameFactory factory,
        IPictureEncoder pictures,
        TimeProvider? time = null,
        ILoggerFactory? logs = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(pictures);
        options.Validate();
        time ??= TimeProvider.System;

        var application = Build(options, logs);
        var workers = new GameWorkers(options.Workers);
        var runners = new List<IGameRunner>(options.Count);
        var check = new StartCheck(factory, options.CheckFrames, logs?.CreateLogger<StartCheck>());
        try
        {
            var cartridge = CartridgeInfo.Of(factory.Cartridge.Span) with { Warnings = factory.CartridgeWarnings };
            if (logs?.CreateLogger<EmulatorServer>() is { } log)
            {
                foreach (var warning in cartridge.Warnings)
                    LogCartridge(log, cartridge.Title, warning);
            }

            var reader = PokemonRedCartridge.IsMatch(factory.Cartridge.Span) ? new PokemonRedReader(factory.Cartridge) : null;
            for (var i = 1; i <= options.Count; i++)
            {
                var game = factory.Create();
                game.RunStartFrames(options.StartFrames);
                var (stateSize, batterySize) = (game.StateSize, game.BatterySize);
                runners.Add(new GameRunner(game, workers, options.Speed, time));
                application.MapGame(
                    Prefix(i, options.Count),
                    new HostedGame(runners[^1], stateSize, cartridge, factory.Identity, options, pictures, time, StateFolder(options, i), reader, logs?.CreateLogger<GymSession>(), () => check.Status)
                    {
                        BatterySize = batterySize,
                    });
            }

            await ListenAsync(application, options, cancellation);
            check.Start();
            return new EmulatorServer(application, workers, runners, check, options, time);
        }
        catch
        {
            foreach (var runner in runners)
                await runner.DisposeAsync();
            workers.Dispose();
            check.Dispose();
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops listening, gives requests <see cref="EmulatorServerOptions.StopSeconds"/> to end, and disposes the games. A game whose core hangs is
    /// abandoned after the same time again.
    /// </summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        using (var patience = new CancellationTokenSource(_patience, _time))
            await _application.StopAsync(patience.Token);
        try
        {
            await ReleaseAsync().WaitAsync(_patience, _time);
        }
        catch (TimeoutException)
        {
            // A worker is in a call to a core that does not return. Disposing the game now would free memory that the core still uses.
        }

        await _application.DisposeAsync();
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync() => await StopAsync();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cartridge '{Title}': {Warning}")]
    private static partial void LogCartridge(ILogger log, string title, string warning);

    private async Task ReleaseAsync()
    {
        _check.Dispose();
        await Task.WhenAll(_runners.Select(runner => runner.DisposeAsync().AsTask()));
        _workers.Dispose();
        await _check.Ended;
    }

    private static WebApplication Build(EmulatorServerOptions options, ILoggerFactory? logs)
    {
        // Empty: no settings files, no environment variables, no console.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        if (logs is not null)
            builder.Services.AddSingleton(logs);
        var application = builder.Build();
        application.UseMiddleware<ProblemMiddleware>();
        application.UseMiddleware<CallerGuardMiddleware>(new CallerGuard(IPAddress.IsLoopback(IPAddress.Parse(options.Address)), options.AllowedHosts));
        application.UseRouting();
        application.UseMiddleware<GameMiddleware>();
        application.UseMiddleware<TaggedWriteMiddleware>();
        return application;
    }

    private static async Task ListenAsync(WebApplication application, EmulatorServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new IOException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Port {options.Port} on {options.Address} is in use; stop what listens there, choose another, or 0 for any free one."),
                failure);
        }
    }

    private static string StateFolder(EmulatorServerOptions options, int index)
    {
        var root = options.StateDirectory
            ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"actorinput-{Environment.ProcessId}"));
        return options.Count == 1 ? root : Path.Combine(root, index.ToString(CultureInfo.InvariantCulture));
    }

    private static string Prefix(int index, int count) =>
        count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{index}");
}
