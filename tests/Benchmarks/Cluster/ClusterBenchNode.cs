using System.CommandLine;
using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Host.Nodes;

namespace ActorInput.Benchmarks.Cluster;

/// <summary>The hidden command of the other nodes: a node whose emulators are games of a server that runs already.</summary>
internal static class ClusterBenchNode
{
    private const string Name = "cluster-node";

    public static Command Create()
    {
        var command = new Command(Name, "Another node of the cluster's benchmark") { Hidden = true };
        var server = new Option<string>("--server") { Required = true, Description = "The server of its games" };
        var first = new Option<int>("--first") { Description = "The number of its first emulator" };
        var count = new Option<int>("--emulators") { Description = "How many it has" };
        var seed = new Option<string?>("--seed") { Description = "A node to join" };
        var folder = new Option<string?>("--tls") { Description = "With TLS: the folder of the certificates" };
        foreach (var option in new Option[] { server, first, count, seed, folder })
            command.Options.Add(option);
        command.SetAction(async (result, token) =>
        {
            StandardInputWatch.Start();
            var games = Enumerable.Range(result.GetValue(first), result.GetValue(count)).ToList();
            var address = new Uri(result.GetValue(server)!);
            await using var node = await BenchNode.StartAsync(
                [.. games.Select(game => new Uri(address, string.Create(CultureInfo.InvariantCulture, $"{game + 1}/")))],
                options =>
                {
                    options.Emulators = [.. games.Select(game => BenchNode.Name(game).Value)];
                    options.SeedNodes = result.GetValue(seed) is { } other ? [other] : [];
                    options.Tls = result.GetValue(folder) is { } tls ? BenchCertificates.In(tls) : null;
                    options.Placement.MovesAtOnce = 0;
                });
            await result.InvocationConfiguration.Output.WriteLineAsync($$"""{"ready":"tcp://{{node.Address.Host}}:{{node.Address.Port}}"}""");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        });
        return command;
    }

    /// <summary>Starts one in a process of its own.</summary>
    public static Task<BenchProcess> StartAsync(
        Uri server, int first, int emulators, string? seed, string? tls, CancellationToken cancellation)
    {
        List<string> arguments =
        [
            Name, "--server", server.ToString(), "--first", first.ToString(CultureInfo.InvariantCulture),
            "--emulators", emulators.ToString(CultureInfo.InvariantCulture),
        ];
        if (seed is not null)
            arguments.AddRange(["--seed", seed]);
        if (tls is not null)
            arguments.AddRange(["--tls", tls]);
        return BenchProcess.StartAsync(cancellation, arguments);
    }
}
