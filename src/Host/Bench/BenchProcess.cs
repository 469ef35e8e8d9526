using System.Diagnostics;
using System.Text.Json;

namespace ActorInput.Host.Bench;

/// <summary>A server in a process of its own, started from this same program. It ends with its standard input.</summary>
internal sealed class BenchProcess : IDisposable
{
    private readonly Process _process;

    private BenchProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts the program with these arguments and waits for its line of JSON with <c>"ready"</c>.</summary>
    public static Task<BenchProcess> StartAsync(CancellationToken cancellation, params IEnumerable<string> arguments) =>
        StartAsync(arguments, [], cancellation);

    /// <summary>The same, with variables of its environment.</summary>
    public static async Task<BenchProcess> StartAsync(
        IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken cancellation)
    {
        // This program where it is the one that runs; the runtime with its assembly where a test program calls.
        var own = typeof(BenchProcess).Assembly;
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == own.GetName().Name;
        var program = isOwn ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (!isOwn)
            start.ArgumentList.Add(own.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
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
