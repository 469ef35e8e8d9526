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
    private readonly IReadOnlyList<int> _others;
    private readonly bool _isFirst;
    private readonly string _prefix;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    private SoakNode(string name, int http, int cluster, IReadOnlyList<int> others, bool isFirst, string folder, IReadOnlyList<string> games)
    {
        Name = name;
        _prefix = name;
        (_others, _isFirst) = (others, isFirst);
        Port = cluster;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}"));
        _arguments =
        [
            "node", "--http", Text(http), "--cluster", Text(cluster), "--emulators", Text(EmulatorsEach), "--slots", Text(2 * EmulatorsEach), "--data", Path.Combine(folder, name),
            .. games,
        ];
    }

    /// <summary>Games that each node adds.</summary>
    public const int EmulatorsEach = 4;

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>Its port in the cluster.</summary>
    public int Port { get; }

    /// <summary>Whether it leads a process group that has its emulator servers too; otherwise it is in this process's group.</summary>
    public bool OwnGroup { get; private init; }

    /// <summary>Whether its process runs.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>The end of its log.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The lines of its log that name an emulator.</summary>
    public IEnumerable<string> LogOf(string emulator) => _log.Where(line => line.Contains($"{emulator} ", StringComparison.Ordinal));

    /// <summary>The emulators that it adds.</summary>
    public IEnumerable<string> Emulators => Enumerable.Range(1, EmulatorsEach).Select(i => $"{_prefix}-{Text(i)}");

    /// <summary>Nodes of one cluster, on free ports. The first forms the cluster when it is started the first time; otherwise a node joins the others.</summary>
    public static IReadOnlyList<SoakNode> Cluster(int count, string folder, IReadOnlyList<string> games, bool ownGroup = false)
    {
        var ports = Enumerable.Range(0, 2 * count).Select(_ => FreePort()).ToArray();
        var cluster = ports[count..];
        return [.. Enumerable.Range(0, count).Select(i =>
            new SoakNode($"n{i + 1}", ports[i], cluster[i], [.. cluster.Where(port => port != cluster[i])], i == 0, folder, games) { OwnGroup = ownGroup })];
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var product = typeof(HostCommandLine).Assembly.Location;
        // Not being a group's leader, setsid executes the command in its own place: the process id is the group's.
        var seeds = _isFirst && _process is null ? [] : _others;
        IEnumerable<string> line = ["dotnet", product, .. _arguments, .. seeds.SelectMany(other => new[] { "--seed", $"127.0.0.1:{Text(other)}" })];
        if (OwnGroup)
            line = ["setsid", .. line];
        var start = new ProcessStartInfo(line.First(), line.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
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
    /// <param name="signal">The signal.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="toGroup">Whether its emulator servers get the signal too; only with <see cref="OwnGroup"/>.</param>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> EndAsync(string signal, CancellationToken cancellation, bool toGroup = false)
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-s", signal, "--", Text(toGroup ? -_process!.Id : _process!.Id)]))
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
        _process = null;
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

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
