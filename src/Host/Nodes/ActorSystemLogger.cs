using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Dispatch;
using Akka.Event;
using AkkaLevel = Akka.Event.LogLevel;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Passes the actor system's log to the host's log. The category is the class that logs, and the text is only the logged text; Akka.Hosting's own
/// logger puts time, level, thread and path before it a second time.
/// </summary>
/// <remarks>
/// Akka's own entries about connections and members are meant for its authors, several for each event and with stacks; the runtime logs these events
/// itself (<c>JoinWatch</c>, <c>MemberWatch</c>). So Akka's own warnings count as information here, and so do its errors when a connection ends;
/// other errors stay errors.
/// </remarks>
internal sealed class ActorSystemLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private const string Own = "ActorInput";
    private readonly ILoggerFactory _loggers = DependencyResolver.For(Context.System).Resolver.GetService<ILoggerFactory>();

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent entry:
                Log(entry);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The level that an entry has in the host's log.</summary>
    internal static Microsoft.Extensions.Logging.LogLevel LevelOf(LogEvent entry) => entry.LogLevel() switch
    {
        AkkaLevel.ErrorLevel => IsOfAConnection(entry) ? Microsoft.Extensions.Logging.LogLevel.Information : Microsoft.Extensions.Logging.LogLevel.Error,
        AkkaLevel.WarningLevel => IsAkkas(entry) ? Microsoft.Extensions.Logging.LogLevel.Information : Microsoft.Extensions.Logging.LogLevel.Warning,
        AkkaLevel.InfoLevel => IsAkkas(entry) ? Microsoft.Extensions.Logging.LogLevel.Debug : Microsoft.Extensions.Logging.LogLevel.Information,
        _ => Microsoft.Extensions.Logging.LogLevel.Debug,
    };

    /// <summary>The class that logs; for a source with only a name, that name among ours.</summary>
    internal static string CategoryOf(LogEvent entry) => entry.LogClass?.FullName is { } name && (IsAkkas(entry) || name.StartsWith(Own, StringComparison.Ordinal))
        ? name
        : $"{Own}.{entry.LogSource.Split('[', '(')[0].Trim()}";

    private void Log(LogEvent entry)
    {
        var logger = _loggers.CreateLogger(CategoryOf(entry));
        var level = LevelOf(entry);
        if (logger.IsEnabled(level))
            logger.Log(level, default, entry, entry.Cause, static (entry, _) => entry.Message?.ToString() ?? "");
    }

    // Akka's own loggers with only a name have a class of Akka's too; ours are all made with a class.
    private static bool IsAkkas(LogEvent entry) => entry.LogClass?.FullName?.StartsWith("Akka.", StringComparison.Ordinal) == true;

    // Akka.Remote's exceptions are not public.
    private static bool IsOfAConnection(LogEvent entry) => entry.Cause?.GetType().Namespace?.StartsWith("Akka.Remote", StringComparison.Ordinal) == true;
}
