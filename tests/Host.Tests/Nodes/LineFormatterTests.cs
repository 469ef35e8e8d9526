using ActorInput.Host.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorInput.Host.Tests.Nodes;

public sealed class LineFormatterTests
{
    [Fact]
    public void Entry_IsOneLineOfTimeLevelClassAndText() =>
        Assert.Matches(@"^\d\d:\d\d:\d\d warning PoolSupervisor: All is well\.\n$", Write(LogLevel.Warning, "ActorInput.Actors.Pool.PoolSupervisor", "All is well.", null));

    [Fact]
    public void Exception_IsItsMessageOnceAndOurOwnMethods()
    {
        var failure = Assert.Throws<InvalidOperationException>(Fail);
        var line = Write(LogLevel.Error, "A.B", "It failed", new AggregateException(failure));
        Assert.EndsWith(" error B: It failed [InvalidOperationException: one two at Host.Tests.Nodes.LineFormatterTests.Fail]\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain("one two", Write(LogLevel.Error, "A.B", "Because: one\ntwo", failure).Split('[')[1], StringComparison.Ordinal);
    }

    private static void Fail() => throw new InvalidOperationException("one\ntwo");

    private static string Write(LogLevel level, string category, string text, Exception? exception)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new LineFormatter(TimeProvider.System).Write(new LogEntry<string>(level, category, default, text, exception, static (state, _) => state), null, writer);
        var line = writer.ToString();
        Assert.Single(line.TrimEnd('\n').Split('\n'));
        return line;
    }
}
