using System.Diagnostics;
using ActorInput.Benchmarks.Commands;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A round of <c>./run bench stops</c>. A stop has more time here: other tests run too.</summary>
public sealed class StopsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Stops_OfEachNodeAndOfItsGroup_LoseNothing()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchCommands).Assembly.Location, "stops", "--bound", "20"])
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
            Assert.Contains("SIGTERM to a node, 3 stops", output, StringComparison.Ordinal);
            Assert.Contains("SIGTERM to its process group, 3 stops", output, StringComparison.Ordinal);
            Assert.Contains("72 ledgers were compared", output, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
