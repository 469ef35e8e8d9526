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
            logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        // Standard output carries the ready line and nothing else.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
