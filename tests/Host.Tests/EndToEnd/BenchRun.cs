using System.Diagnostics;
using ActorInput.Benchmarks.Commands;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A run of <c>./run bench …</c> in a process of its own.</summary>
internal static class BenchRun
{
    // Enough for a minute of play, and for the starts and stops of three nodes, on a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);

    /// <summary>Runs it to its end, which must be a good one, and gives what it printed.</summary>
    public static async Task<string> OutputAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchCommands).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            Assert.True(process.ExitCode == 0, output);
            return output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
