using Akka.Event;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Takes Akka's entries before its loggers start and after they stopped: errors go to standard error, others are dropped. Akka's own logger writes to
/// standard output, and at the end it ignores the level <c>akka.stdout-loglevel</c>.
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
