using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ActorInput.Actors.Pool;

/// <summary>
/// A started emulator server. It ends when its standard input closes, so it cannot outlive this process; ending it here is only quicker.
/// </summary>
internal sealed class EmulatorServerProcess : IDisposable
{
    private const int Killed = 128;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly TaskCompletionSource _errorsRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _lastError;

    private EmulatorServerProcess(Process process) => _process = process;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a server.</summary>
    /// <param name="command">The program.</param>
    /// <param name="games">How many games it is to run.</param>
    /// <param name="onReady">Called, on any thread, with the games' addresses once they can be played.</param>
    /// <param name="onStatesDiffer">Called, on any thread, with a sentence when the server found that its cartridge's states cannot be trusted.</param>
    /// <param name="onExit">Called once, on any thread, with a sentence about how it ended.</param>
    /// <param name="time">The clock by which its last words are awaited.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static EmulatorServerProcess Start(
        EmulatorServerCommand command, int games, Action<IReadOnlyList<Uri>> onReady, Action<string> onStatesDiffer, Action<string> onExit, TimeProvider time)
    {
        var start = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var argument in (string[])["--port", "0", "--count", games.ToString(CultureInfo.InvariantCulture), "--json", "--exit-with-stdin"])
            start.ArgumentList.Add(argument);

        var server = new EmulatorServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => Read(line.Data, onReady, onStatesDiffer);
        server._process.ErrorDataReceived += (_, line) => server.KeepError(line.Data);
        server._process.Exited += (_, _) => _ = server.TellEndAsync(onExit, time);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Ends it now.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static void Read(string? line, Action<IReadOnlyList<Uri>> onReady, Action<string> onStatesDiffer)
    {
        if (line is null || !line.StartsWith('{'))
            return;
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("games", out var games))
                onReady([.. games.EnumerateArray().Select(game => new Uri(game.GetString()!))]);
            else if (json.RootElement.TryGetProperty("statesDiffer", out var detail))
                onStatesDiffer(detail.GetString()!);
        }
        catch (JsonException)
        {
            // Some other line.
        }
    }

    /// <summary>Keeps the last line that is not empty; null marks the end of standard error.</summary>
    private void KeepError(string? line)
    {
        if (line is null)
            _errorsRead.TrySetResult();
        else if (!string.IsNullOrWhiteSpace(line))
            _lastError = line.Trim();
    }

    /// <summary>
    /// The last output is often read only after the process has ended, and a child of the process may hold its standard error open for longer.
    /// <see cref="Process.WaitForExit()"/> does not help: if a server ends before reading has begun, its output would be missed.
    /// </summary>
    private async Task TellEndAsync(Action<string> onExit, TimeProvider time)
    {
        var (id, code) = (_process.Id, _process.ExitCode);
        try
        {
            await _errorsRead.Task.WaitAsync(LastWords, time);
        }
        catch (TimeoutException)
        {
            // Report what has been read so far.
        }

        onExit(Epitaph(id, code, _lastError));
    }

    /// <summary>One sentence about the end of a process: its last output, or the meaning of its exit code.</summary>
    internal static string Epitaph(int id, int code, string? lastError) => lastError is not null
        ? $"The emulator server process {id} ended: {lastError}"
        : $"The emulator server process {id} {Meaning(code)} and said nothing.";

    private static string Meaning(int code) => code switch
    {
        Killed + 9 => "was killed (signal 9), by hand or because memory ran out,",
        Killed + 6 or Killed + 11 => $"crashed (signal {code - Killed}), probably in the emulator core,",
        > Killed => $"was ended by signal {code - Killed}",
        _ => $"ended with code {code}",
    };
}
