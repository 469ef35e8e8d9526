using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ActorInput.Host.Commands;

namespace ActorInput.Benchmarks.Soak;

/// <summary>A node in a process of its own that is stopped, killed and started again, always on the same ports.</summary>
internal sealed class SoakNode : IDisposable
{
    private const int LinesKept = 2_000;
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(60);
    private readonly IReadOnlyList<string> _arguments;
    private readonly string _prefix;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    public SoakNode(string name, int http, int cluster, IReadOnlyList<int> others, string folder, IReadOnlyList<string> games)
    {
        Name = name;
        _prefix = name;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}"));
        _arguments =
        [
            "node", "--http", Text(http), "--cluster", Text(cluster), "--emulators", Text(EmulatorsEach), "--slots", Text(2 * EmulatorsEach),
            "--hold", "2", "--wait", "2", "--data", Path.Combine(folder, name),
            .. others.SelectMany(other => new[] { "--seed", $"127.0.0.1:{Text(other)}" }), .. games,
        ];
    }

    /// <summary>Games that each node adds.</summary>
    public const int EmulatorsEach = 4;

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>Whether its process runs.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>The end of its log.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The lines of its log that name an emulator.</summary>
    public IEnumerable<string> LogOf(string emulator) => _log.Where(line => line.Contains($"{emulator} ", StringComparison.Ordinal));

    /// <summary>The emulators that it adds.</summary>
    public IEnumerable<string> Emulators => Enumerable.Range(1, EmulatorsEach).Select(i => $"{_prefix}-{Text(i)}");

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var product = typeof(HostCommandLine).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [product, .. _arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ACTORINPUT__EMULATORPREFIX"] = _prefix;
        start.Environment["LOGGING__LOGLEVEL__DEFAULT"] = "Information"; // Owners and epochs, so that a finding tells how the emulator came to it.
        start.Environment["LOGGING__LOGLEVEL__MICROSOFT"] = "Warning";
        _process?.Dispose();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ready ", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"Node {Name} ended before it was ready:\n{Log}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            await ready.Task.WaitAsync(ReadyBound, TimeProvider.System, cancellation);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Node {Name} was not ready within {ReadyBound.TotalSeconds} s:\n{Log}", late);
        }
    }

    /// <summary>Sends it a signal, by its name without SIG, and waits for its end.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> EndAsync(string signal, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-s", signal, Text(_process!.Id)]))
            await kill.WaitForExitAsync(cancellation);
        await _process.WaitForExitAsync(cancellation).WaitAsync(StopBound, TimeProvider.System, cancellation);
        return watch.Elapsed;
    }

    /// <summary>Kills one of its emulator servers; false when it has none.</summary>
    public bool KillServer(Random random)
    {
        if (Children() is not [_, ..] children)
            return false;
        using var kill = Process.Start("kill", ["-s", "KILL", children[random.Next(children.Length)]]);
        kill.WaitForExit();
        return true;
    }

    /// <summary>Memory (MiB) and open handles of its process; null when it does not run.</summary>
    public (double MiB, int Handles)? Weight()
    {
        if (!Runs)
            return null;
        try
        {
            var resident = File.ReadLines($"/proc/{Text(_process!.Id)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            var kilobytes = double.Parse(string.Concat(resident.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
            return (kilobytes / 1024, Directory.GetFileSystemEntries($"/proc/{Text(_process.Id)}/fd").Length);
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }

    public void Dispose()
    {
        if (Runs)
            _process!.Kill(entireProcessTree: true);
        _process?.Dispose();
    }

    private string[] Children()
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{Text(_process!.Id)}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        while (_log.Count > LinesKept)
            _log.TryDequeue(out _);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
