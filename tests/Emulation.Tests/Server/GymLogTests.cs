using System.Collections.Concurrent;
using System.Text.Json;
using ActorInput.Emulation.Server;
using Microsoft.Extensions.Logging;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Failures that do not change the answer are in the server's log.</summary>
public sealed class GymLogTests
{
    [Fact]
    public async Task Autosave_ThatCannotBeWritten_IsLogged()
    {
        var folder = Directory.CreateTempSubdirectory("gym-log");
        using var log = new ListedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using (var server = await ServerFixture.StartAsync(new EmulatorServerOptions { StateDirectory = folder.FullName }, logs: logs))
        {
            await server.PostAsync("initialize", "{}");
            var saved = await server.PostAsync("save_state", "{}");
            var session = (await server.GetAsync("status")).GetProperty("session_dir").GetString()!.Split('/')[^1];
            Assert.True(Directory.Exists(Path.Combine(folder.FullName, session)), saved.ToString());
            Directory.CreateDirectory(Path.Combine(folder.FullName, session, "autosave.state"));

            JsonElement last = default;
            for (var step = 0; step < 50; step++)
                last = await server.PostAsync("action", """{"action_type":"wait","frames":1}""");

            Assert.Equal(50, last.GetProperty("step_number").GetInt32());
            Assert.StartsWith("The autosave of step 50 in ", Assert.Single(log.Lines), StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    private sealed class ListedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
