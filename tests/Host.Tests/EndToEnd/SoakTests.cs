using System.Diagnostics;
using ActorInput.Benchmarks.Commands;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A minute of the soak, as <c>./run bench soak --minutes 30</c> runs it for longer.</summary>
public sealed class SoakTests
{
    // Enough for a minute of play, and for the starts and stops of three nodes, on a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Soak_ForAMinute_FindsNothing()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchCommands).Assembly.Location, "soak", "--minutes", "1"])
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
            Assert.Contains("nothing contradicts", output, StringComparison.Ordinal);
            Assert.Matches("minute 1: [0-9]+ calls, [1-9][0-9]* presses, [1-9][0-9]* ledgers judged, [1-9][0-9]* stops and kills", output);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
