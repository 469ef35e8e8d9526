using System.CommandLine;
using ActorInput.Benchmarks.Soak;
using ActorInput.Host.Common;

namespace ActorInput.Benchmarks.Stops;

/// <summary>The command <c>stops</c>.</summary>
internal static class StopsCommand
{
    public static Command Create(Func<(string? Rom, string? Core), IReadOnlyList<string>> arguments)
    {
        var command = new HostCommand(
            "stops",
            "Stops each of three nodes in turn, under load and with leases waiting; shows how long that takes, and that nothing is lost",
            "stops --rounds 10");
        var rounds = WholeOption.Create("--rounds", "N", "How often each node is stopped in each way [default: 1]", 1, 1_000);
        var bound = WholeOption.Create("--bound", "SECONDS", $"The longest that a stop may take [default: {StopsBench.Longest}]", 1, 1_000);
        var seed = WholeOption.Create("--seed", "N", "Of all that is random [default: another each time]", 0, int.MaxValue);
        var core = GameFileOptions.Core();
        foreach (var option in new Option[] { rounds, bound, seed, core })
            command.Options.Add(option);
        command.SetAction(async (result, token) =>
        {
            var output = result.InvocationConfiguration.Output;
            var report = TextWriter.Synchronized(output);
            var stops = new StopsBench(
                result.GetValue(rounds) ?? 1, result.GetValue(seed) ?? Random.Shared.Next(), arguments((null, result.GetValue(core))), report.WriteLine)
            {
                Bound = result.GetValue(bound) ?? StopsBench.Longest,
            };
            return await SoakCommand.TellAsync(await stops.RunAsync(token), output);
        });
        return command;
    }
}
