using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A process that a test starts. The test signals it by its id, and ends it with its children in every case.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int TailLines = 25;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task _errors;
    private readonly Task<string?> _ready;

    private ChildProcess(string name, Process process)
    {
        (_name, _process) = (name, process);
        _errors = ReadErrorsAsync();
        // Output is read from the beginning, so that no line is missed.
        _ready = process.StandardOutput.ReadLineAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Its standard error so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The end of its standard error, for messages of tests that failed.</summary>
    public string Tail => $"{_name} ({(_process.HasExited ? $"ended with {_process.ExitCode}" : "running")}):\n{string.Join('\n', _lines.TakeLast(TailLines))}";

    /// <summary>Starts a command of the host: <c>dotnet actorinput.dll ARGUMENTS</c>.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="arguments">The command and its options.</param>
    /// <param name="environment">Variables that it gets beside ours.</param>
    /// <param name="space">The network namespace in which it runs; null for the test's own.</param>
    /// <param name="ownGroup">Whether it leads a process group, which has all that it starts; otherwise it is in the test's.</param>
    public static ChildProcess StartHost(
        string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? space = null, bool ownGroup = false)
    {
        IEnumerable<string> line = ["dotnet", Path.Combine(AppContext.BaseDirectory, "actorinput.dll"), .. arguments];
        // setsid is not a group's leader, so it replaces itself by the command: the process id is also the group's. Tests that are started by nohup
        // ignore SIGHUP, and so would the node.
        if (ownGroup)
            line = ["setsid", "env", "--default-signal=HUP", .. line];
        if (space is not null)
            line = ["ip", "netns", "exec", space, .. line];
        var start = new ProcessStartInfo(line.First(), line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[key] = value;
        return new ChildProcess(name, Process.Start(start)!);
    }

    /// <summary>The line that says that it is ready.</summary>
    public async Task<JsonElement> ReadyAsync()
    {
        string? line;
        try
        {
            line = await _ready.WaitAsync(Bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not ready within {Bound.TotalSeconds} s. {Tail}", late);
        }

        if (line is null)
        {
            await _errors;
            throw new InvalidOperationException($"It ended before it was ready. {Tail}");
        }

        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    /// <summary>Sends a signal by its name, as <c>kill</c> does.</summary>
    public Task SignalAsync(string signal) => SignalAsync(signal, _process.Id);

    /// <summary>Sends a signal to the process and all processes that it started. Only for a process that leads a group.</summary>
    public Task SignalGroupAsync(string signal) => SignalAsync(signal, -_process.Id);

    private async Task SignalAsync(string signal, int target)
    {
        using var kill = Process.Start("/bin/kill", ["-s", signal, "--", target.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.True(kill.ExitCode == 0, $"kill -s {signal} failed. {Tail}");
    }

    /// <summary>Waits for its end; returns the exit code, and how long it took from the call.</summary>
    public async Task<(int Code, TimeSpan Took)> EndAsync(TimeSpan bound)
    {
        var watch = Stopwatch.StartNew();
        await WithinAsync(_process.WaitForExitAsync(), bound, "It did not end");
        var took = watch.Elapsed;
        await WithinAsync(_errors, bound, "It ended, and its standard error did not");
        return (_process.ExitCode, took);
    }

    /// <summary>Waits for a line on standard error that contains all these parts.</summary>
    public async Task<string> LineAsync(TimeSpan bound, params IReadOnlyList<string> parts)
    {
        string? found = null;
        await Wait.UntilNothingMissesAsync(
            () =>
            {
                found = _lines.FirstOrDefault(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)));
                return Task.FromResult(found is null ? $"no line with '{string.Join("' and '", parts)}'. {Tail}" : null);
            },
            bound);
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WithinAsync(Task task, TimeSpan bound, string missing)
    {
        try
        {
            await task.WaitAsync(bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{missing} within {bound.TotalSeconds} s. {Tail}", late);
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            _lines.Enqueue(line);
    }
}
