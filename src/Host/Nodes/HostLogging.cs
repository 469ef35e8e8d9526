using Microsoft.Extensions.Logging.Console;

namespace ActorInput.Host.Nodes;

/// <summary>Logs go to standard error, one line each, from warnings on; the section <c>Logging</c> says otherwise.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration? configuration)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
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
