using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Writes each log entry as one line: time (UTC), level, the class that logs, what happened. For an exception: its type and message, and the nearest of our
/// own methods that it came through.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>Its name for the console logger.</summary>
    public const string FormatterName = "line";

    private const int MostFrames = 4;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var failure = logEntry.Exception is { } exception ? Describe(exception, text) : "";
        textWriter.WriteLine(OneLine(string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss} {NameOf(logEntry.LogLevel)} {logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..]}: {text}{failure}")));
    }

    private static string Describe(Exception exception, string text)
    {
        var cause = exception.GetBaseException();
        // The text often contains the message already.
        var message = text.Contains(cause.Message, StringComparison.Ordinal) ? "" : $": {cause.Message}";
        var frames = (cause.StackTrace ?? "").Split('\n').Select(frame => frame.Trim())
            .Where(frame => frame.StartsWith("at ActorInput.", StringComparison.Ordinal)).Select(frame => frame.Split('(')[0]["at ActorInput.".Length..]).Take(MostFrames);
        return $" [{cause.GetType().Name}{message}{string.Concat(frames.Select((frame, i) => i == 0 ? $" at {frame}" : $" < {frame}"))}]";
    }

    private static string OneLine(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
