using ActorInput.Host.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace ActorInput.Host.Nodes;

/// <summary>Logs go to standard error, one line each, from warnings on; the section <c>Logging</c> says otherwise.</summary>
/// <remarks>What the hosting libraries log of a failed start is left out: the command says it in one sentence.</remarks>
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
