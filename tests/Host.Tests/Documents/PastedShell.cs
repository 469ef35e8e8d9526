using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorInput.Host.Tests.Documents;

/// <summary>A shell into which commands are pasted one after another, as a reader does; variables that they set stay set.</summary>
internal sealed class PastedShell : IAsyncDisposable
{
    // The longest commands are publishing the program and an agent's ten inputs, on a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private int _commands;

    /// <param name="start">Starts a bash that reads its commands from standard input.</param>
    public PastedShell(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        _process = Process.Start(start)!;
        _process.StandardInput.WriteLine("exec 2>&1");
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code, what it printed, and how long it took.</returns>
    public async Task<(int Code, string Output, TimeSpan Took)> RunAsync(string command)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"@@ended-{++_commands}:");
        var watch = Stopwatch.StartNew();
        await _process.StandardInput.WriteLineAsync($"{{\n{command}\n}} </dev/null; printf '\\n%s%d\\n' '{mark}' $?");
        await _process.StandardInput.FlushAsync();
        var output = new StringBuilder();
        using var bound = new CancellationTokenSource(Bound);
        while (true)
        {
            string? line;
            try
            {
                line = await _process.StandardOutput.ReadLineAsync(bound.Token);
            }
            catch (OperationCanceledException failure)
            {
                throw new TimeoutException($"'{command}' did not end within {Bound.TotalMinutes} minutes; it printed: {output}", failure);
            }

            if (line is null)
                throw new InvalidOperationException($"The shell ended in '{command}'; it printed: {output}");
            if (line.StartsWith(mark, StringComparison.Ordinal))
                return (int.Parse(line.AsSpan(mark.Length), CultureInfo.InvariantCulture), output.ToString().Trim(), watch.Elapsed);
            output.AppendLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
