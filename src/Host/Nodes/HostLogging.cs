using ActorInput.Host.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace ActorInput.Host.Nodes;

/// <summary>Logs warnings and errors to standard error, one line each; the section <c>Logging</c> can change the levels.</summary>
/// <remarks>The hosting libraries' entries about a failed start are dropped: the command reports it in one sentence.</remarks>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration? configuration)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Akka.Hosting.AkkaHostedService", LogLevel.None);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (configuration is not null)
            logging.AddConfiguration(configuration.GetSection(NodeSettings.LoggingSection));
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            // Standard output carries the ready line and nothing else.
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }
}
