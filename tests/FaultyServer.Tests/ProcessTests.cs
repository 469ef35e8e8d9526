using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ActorInput.Faults.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Process_Started_TellsItsGamesAndEndsWithStandardInput()
    {
        using var process = Start("--games", "2", "--dialect", "gym", "--service", "serial:2.5", "--exit-with-stdin");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(GameClient.Bound);
            var ready = JsonNode.Parse(line!)!;
            Assert.Equal([$"{ready["ready"]}/1", $"{ready["ready"]}/2"], ready["games"]!.AsArray().Select(game => (string?)game), StringComparer.Ordinal);
            using var client = new HttpClient();
            Assert.Contains("not_initialized", await client.GetStringAsync(new Uri($"{ready["games"]![1]}/status")), StringComparison.Ordinal);
            Assert.Contains("serial:2.5", await client.GetStringAsync(new Uri($"{ready["ready"]}/control/games")), StringComparison.Ordinal);

            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(GameClient.Bound);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Fact]
    public async Task Process_BadArgument_SaysWhatIsAllowed()
    {
        using var process = Start("--dialect", "sega");
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(GameClient.Bound);
        await process.WaitForExitAsync().WaitAsync(GameClient.Bound);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("--dialect is 'sega'; allowed are native and gym.", error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(FaultyServer).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
