using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorInput.Host.Tests.Documents;

/// <summary>A terminal in which a command runs until it is interrupted with Ctrl-C.</summary>
internal sealed class DocumentTerminal : IAsyncDisposable
{
    // A node starts within seconds, but on a machine that builds at the same time it can take minutes.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(240);
    private readonly Process _process;
    private readonly string _command;
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DocumentTerminal(ProcessStartInfo start, string command)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.UseShellExecute = false;
        _command = command;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"'{_command}' ended: {Printed()}"));
    }

    /// <summary>Starts a command and waits until it prints its line that begins with <c>ready</c>.</summary>
    public static async Task<DocumentTerminal> OpenAsync(ProcessStartInfo start, string command)
    {
        var terminal = new DocumentTerminal(start, command);
        terminal._process.Start();
        terminal._process.BeginOutputReadLine();
        terminal._process.BeginErrorReadLine();
        try
        {
            await terminal._ready.Task.WaitAsync(Bound);
            return terminal;
        }
        catch (TimeoutException failure)
        {
            await terminal.DisposeAsync();
            throw new TimeoutException($"'{command}' did not say that it is ready within {Bound.TotalSeconds} s: {terminal.Printed()}", failure);
        }
        catch
        {
            await terminal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Presses Ctrl-C and waits for the end.</summary>
    public async Task InterruptAsync()
    {
        using (var kill = Process.Start("/bin/kill", ["-s", "INT", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException failure)
        {
            throw new TimeoutException($"'{_command}' did not end within {Bound.TotalSeconds} s after Ctrl-C: {Printed()}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_printed)
            _printed.AppendLine(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult();
    }

    private string Printed()
    {
        lock (_printed)
            return _printed.ToString();
    }
}
