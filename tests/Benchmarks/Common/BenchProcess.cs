using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using ActorInput.Host.Commands;

namespace ActorInput.Benchmarks.Common;

/// <summary>A server or a node in a process of its own: this program, or the product. It ends when its standard input closes.</summary>
internal sealed class BenchProcess : IDisposable
{
    private readonly Process _process;

    private BenchProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The address on which it listens.</summary>
    public Uri Address { get; }

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts this program with these arguments and waits for its line of JSON with <c>"ready"</c>.</summary>
    public static Task<BenchProcess> StartAsync(CancellationToken cancellation, params IEnumerable<string> arguments) =>
        StartAsync(typeof(BenchProcess).Assembly, arguments, [], cancellation);

    /// <summary>Starts the product with these arguments and variables of its environment, and waits for the same line.</summary>
    public static Task<BenchProcess> StartProductAsync(
        IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken cancellation) =>
        StartAsync(typeof(HostCommandLine).Assembly, arguments, environment, cancellation);

    private static async Task<BenchProcess> StartAsync(
        Assembly program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [program.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (!line.StartsWith('{'))
                continue;
            using var json = JsonDocument.Parse(line);
            return new BenchProcess(process, new Uri(json.RootElement.GetProperty("ready").GetString()!));
        }

        throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with code {process.ExitCode} before it was ready.");
    }

    /// <summary>Sends the process a signal, by its name without SIG.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
