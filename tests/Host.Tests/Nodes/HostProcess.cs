using System.Diagnostics;
using System.Text.Json;
using ActorInput.Host.Commands;

namespace ActorInput.Host.Tests.Nodes;

/// <summary>The host in a process of its own. It ends with the test.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly Task<string?> _firstError;
    private readonly Task<string> _error;

    private HostProcess(Process process)
    {
        _process = process;
        _firstError = process.StandardError.ReadLineAsync();
        _error = ReadErrorAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts the program with these arguments. Its standard input stays open until <see cref="CloseInput"/>.</summary>
    public static HostProcess Start(params IReadOnlyList<string> arguments) => StartBy([], arguments);

    /// <summary>Starts the program by another one, which gets the command line after its own arguments.</summary>
    public static HostProcess StartBy(IReadOnlyList<string> starter, IReadOnlyList<string> arguments)
    {
        string[] command = [.. starter, "dotnet", typeof(HostCommandLine).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>The next line of standard output.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = await Within(_process.StandardOutput.ReadLineAsync(), "a line on standard output");
        return line ?? throw new InvalidOperationException($"The process ended without a line: {await _error}");
    }

    /// <summary>The next line of standard output as JSON.</summary>
    public async Task<JsonElement> ReadJsonAsync()
    {
        using var document = JsonDocument.Parse(await ReadLineAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The first line of standard error.</summary>
    public Task<string?> ReadErrorLineAsync() => Within(_firstError, "a line on standard error");

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Sends a signal by its name, as <c>kill</c> does.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("/bin/kill", ["-s", name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; returns the exit code, the rest of standard output, standard error, and how long it took from the call.</summary>
    public async Task<(int Code, string Output, string Error, TimeSpan Took)> EndAsync()
    {
        var watch = Stopwatch.StartNew();
        await Within(WaitAsync(), "the end of the process");
        return (_process.ExitCode, await _process.StandardOutput.ReadToEndAsync(), await _error, watch.Elapsed);

        async Task<bool> WaitAsync()
        {
            await _process.WaitForExitAsync();
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadErrorAsync()
    {
        var first = await _firstError;
        return first is null ? "" : $"{first}\n{await _process.StandardError.ReadToEndAsync()}";
    }

    private static async Task<T> Within<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Bound);
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"{what} did not come within {Bound.TotalSeconds} s.", failure);
        }
    }

    private static Task<T> Within<T>(ValueTask<T> task, string what) => Within(task.AsTask(), what);
}
