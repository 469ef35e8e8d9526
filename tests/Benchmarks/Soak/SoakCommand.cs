using System.CommandLine;
using ActorInput.Host.Common;

namespace ActorInput.Benchmarks.Soak;

/// <summary>The command <c>soak</c>.</summary>
internal static class SoakCommand
{
    public static Command Create(Func<(string? Rom, string? Core), IReadOnlyList<string>> arguments)
    {
        var command = new HostCommand(
            "soak",
            "Three nodes under random calls of every route, with stops and kills; every reply is compared with what the games saw",
            "soak --minutes 30");
        var minutes = WholeOption.Create("--minutes", "N", "How long [default: 1]", 1, 10_000);
        var seed = WholeOption.Create("--seed", "N", "Of all that is random [default: another each time]", 0, int.MaxValue);
        var core = GameFileOptions.Core();
        foreach (var option in new Option[] { minutes, seed, core })
            command.Options.Add(option);
        command.SetAction(async (result, token) =>
        {
            var output = result.InvocationConfiguration.Output;
            var report = TextWriter.Synchronized(output);
            var soak = new SoakBench(
                result.GetValue(minutes) ?? 1, result.GetValue(seed) ?? Random.Shared.Next(), arguments((null, result.GetValue(core))), report.WriteLine);
            return await TellAsync(await soak.RunAsync(token), output);
        });
        return command;
    }

    /// <summary>Prints the findings.</summary>
    /// <returns>The exit code: 1 when there are any.</returns>
    public static async Task<int> TellAsync(IReadOnlyCollection<string> findings, TextWriter output)
    {
        foreach (var finding in findings)
            await output.WriteLineAsync($"FOUND {finding}");
        await output.WriteLineAsync(findings.Count == 0 ? "nothing contradicts" : $"{findings.Count} findings");
        return findings.Count == 0 ? 0 : 1;
    }
}
