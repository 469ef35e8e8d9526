using System.Net;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Host.Configuration;
using ActorInput.Host.Demo;
using ActorInput.Host.Gateway;
using Akka.Hosting;

namespace ActorInput.Host.Nodes;

/// <summary>Assembles a node: actors, gateway, demo agent.</summary>
internal static class NodeApplication
{
    public static WebApplication Build(NodeSettings settings, bool hasAgent)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        // Only our own configuration layers: those that the builder adds by itself follow other rules.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings.Configuration);
        HostLogging.Configure(builder.Logging, settings.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Http.MaxBodyBytes + BodyReader.Discarded;
            kestrel.Listen(IPAddress.Parse(settings.Http.Host), settings.Http.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, NodeLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = NodeStop.Longest);

        var demo = hasAgent ? DemoPlan.AllButFirst(settings.Node.Emulators) : DemoPlan.None;
        builder.Services.AddActorInput(settings.Node, (akka, _) => Configure(akka, settings.Configuration));
        builder.Services.AddGateway(settings.Http, settings.Node, demo);
        if (!demo.Emulators.IsEmpty)
            builder.Services.AddHostedService<DemoAgentService>();
        var app = builder.Build();
        TellAddress(settings, app);
        app.MapGateway();
        return app;
    }

    /// <summary>
    /// Puts the node's HTTP address into its load reports once it listens. A node that listens on all addresses is named by the host by which other
    /// nodes know it.
    /// </summary>
    private static void TellAddress(NodeSettings settings, WebApplication app)
    {
        string? address = null;
        settings.Node.HttpAddress = () => Volatile.Read(ref address);
        if (!settings.Node.HasRole(NodeRoles.Gateway))
            return;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var url = new UriBuilder(app.Urls.First());
            if (IPAddress.TryParse(url.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
                url.Host = settings.Node.ClusterHost;
            Volatile.Write(ref address, url.Uri.GetLeftPart(UriPartial.Authority));
        });
    }

    /// <summary>Sets how the actor system of this program logs and who stops it, and adds Akka's own section of the configuration.</summary>
    internal static void Configure(AkkaConfigurationBuilder akka, IConfiguration configuration)
    {
        // The section Akka has settings that only the actor system knows, for example a discovery method, as HOCON. The settings below override it.
        if (configuration.GetSection(NodeSettings.AkkaSection) is { } own && own.Exists())
            akka.AddHocon(own, HoconAddMode.Prepend);

        // The host stops the actors after their senders. Akka's own signal handler would run before NodeLifetime's and keep it waiting for as
        // long as sharding's region takes, up to 10 s (measured).
        akka.AddHocon("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);

        // By default Akka prints to standard output, which must carry only the ready line.
        akka.AddHocon($"akka.stdout-logger-class = \"{StandardErrorLogger.TypeName}\"", HoconAddMode.Prepend);
        akka.ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers();
            loggers.AddLogger<ActorSystemLogger>();
            loggers.LogLevel = WantsDebug(configuration) ? Akka.Event.LogLevel.DebugLevel : Akka.Event.LogLevel.InfoLevel;
        });
    }

    /// <summary>Whether anything below information is logged. If not, such entries are not even created.</summary>
    private static bool WantsDebug(IConfiguration configuration) =>
        configuration.GetSection(NodeSettings.LoggingSection).AsEnumerable().Any(entry => Enum.TryParse<LogLevel>(entry.Value, ignoreCase: true, out var level) && level <= LogLevel.Debug);
}
