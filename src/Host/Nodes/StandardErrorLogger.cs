using Akka.Event;

namespace ActorInput.Host.Nodes;

/// <summary>
/// What Akka logs before its loggers start and after they stopped: errors go to standard error, the rest nowhere. Akka's own writes to
/// standard output, and at the end whatever its level is (<c>akka.stdout-loglevel</c> is not asked then).
/// </summary>
internal sealed class StandardErrorLogger : MinimalLogger
{
    /// <summary>Its name for <c>akka.stdout-logger-class</c>.</summary>
    public static string TypeName { get; } = $"{typeof(StandardErrorLogger).FullName}, {typeof(StandardErrorLogger).Assembly.GetName().Name}";

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is Error error)
            Console.Error.WriteLine($"{error.LogSource}: {error.Message}");
    }
}
