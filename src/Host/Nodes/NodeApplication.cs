using System.Net;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Host.Configuration;
using ActorInput.Host.Demo;
using ActorInput.Host.Gateway;
using Akka.Hosting;

namespace ActorInput.Host.Nodes;

/// <summary>Puts a node together: actors, gateway, demo agent.</summary>
internal static class NodeApplication
{
    public static WebApplication Build(NodeSettings settings, bool hasAgent)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        // Our own layers only: what the builder gathers by itself knows other rules.
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
    /// Lets load reports say where the node answers HTTP, once it does. One that listens on all addresses is reached by the name that other
    /// nodes know it by.
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

    /// <summary>How the actor system of a process of this program logs, and who stops it; and what the configuration says of Akka itself.</summary>
    internal static void Configure(AkkaConfigurationBuilder akka, IConfiguration configuration)
    {
        // What only the actor system itself knows, a discovery method for one: the section Akka, as HOCON has it. Before the settings below, which win.
        if (configuration.GetSection(NodeSettings.AkkaSection) is { } own && own.Exists())
            akka.AddHocon(own, HoconAddMode.Prepend);

        // The host stops the actors, after what sends to them. Akka's own handler of signals would run before NodeLifetime's and keep it
        // waiting for as long as the shard region takes, up to 10 s (measured).
        akka.AddHocon("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);

        // By itself Akka prints to standard output, which carries the ready line and nothing else.
        akka.AddHocon($"akka.stdout-logger-class = \"{StandardErrorLogger.TypeName}\"", HoconAddMode.Prepend);
        akka.ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers();
            loggers.AddLogger<ActorSystemLogger>();
            loggers.LogLevel = WantsDebug(configuration) ? Akka.Event.LogLevel.DebugLevel : Akka.Event.LogLevel.InfoLevel;
        });
    }

    /// <summary>Whether anything is to be logged below information. Otherwise such entries are not even made.</summary>
    private static bool WantsDebug(IConfiguration configuration) =>
        configuration.GetSection(NodeSettings.LoggingSection).AsEnumerable().Any(entry => Enum.TryParse<LogLevel>(entry.Value, ignoreCase: true, out var level) && level <= LogLevel.Debug);
}
