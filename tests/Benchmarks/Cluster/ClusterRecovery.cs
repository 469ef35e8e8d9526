using System.Diagnostics;
using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Benchmarks.Cluster;

/// <summary>
/// How long until every emulator answers again when one of three nodes with four real games each is stopped, and when it is killed. An agent
/// in this process presses each emulator ten times a second throughout; what is shown is the longest time without an answer.
/// </summary>
internal sealed class ClusterRecovery(BenchOptions options, Action<string> report)
{
    private const int Nodes = 3;
    private const int EmulatorsEach = 4;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var signal in (string[])["TERM", "KILL"])
        {
            var pauses = await MeasureAsync(signal, cancellation);
            if (pauses.Length == 0)
                throw new InvalidOperationException($"SIG{signal}: the node that went had no emulator, so there is nothing to measure; run it again.");
            rows.Add(new BenchRow(
                "one of three nodes goes, 4 real games each: longest time without an answer (low: least, high: most affected emulator)",
                $"SIG{signal}",
                BenchRounds.Percentile(pauses, 0.5),
                pauses[0],
                pauses[^1],
                "s",
                null));
        }

        return rows;
    }

    /// <summary>The pauses of the emulators that the node had, in order.</summary>
    private async Task<double[]> MeasureAsync(string signal, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-bench-");
        var nodes = new List<BenchProcess>();
        try
        {
            report($"SIG{signal}: starting three nodes with real games");
            var port = FreePort();
            for (var i = 0; i < Nodes; i++)
                nodes.Add(await StartAsync(i, i == 0 ? port : 0, port, folder.FullName, cancellation));
            var emulators = Enumerable.Range(0, Nodes).SelectMany(node => Enumerable.Range(1, EmulatorsEach).Select(n => Name(node, n))).ToList();
            await using var agent = await BenchNode.JoinAsync($"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", 0);
            foreach (var emulator in emulators)
                await agent.ReadyAsync(emulator);
            var before = await Task.WhenAll(emulators.Select(emulator => agent.Router.Ask<EmulatorStatus>(new GetStatus(emulator), Bound)));

            using var stop = new CancellationTokenSource();
            var pressers = emulators.Select(emulator => Task.Run(() => PressAsync(agent.Router, emulator, stop.Token), cancellation)).ToList();
            await Task.Delay(Before, TimeProvider.System, cancellation);
            report($"SIG{signal}: the last node goes");
            nodes[^1].Signal(signal);
            await Task.Delay(signal == "KILL" ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(10), TimeProvider.System, cancellation);
            await stop.CancelAsync();
            var pauses = await Task.WhenAll(pressers);
            // The node's emulators are those that another node has now.
            var after = await Task.WhenAll(emulators.Select(emulator => agent.Router.Ask<EmulatorStatus>(new GetStatus(emulator), Bound)));
            return [.. pauses.Where((_, i) => before[i].Node != after[i].Node).Order()];
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The longest time between two answers, s.</summary>
    private static async Task<double> PressAsync(IActorRef router, EmulatorId emulator, CancellationToken stop)
    {
        var longest = TimeSpan.Zero;
        var press = new SendInput(emulator, InputSequence.Parse("A:1"));
        await router.Ask<InputReply>(press, Bound, CancellationToken.None);
        var last = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var reply = await router.Ask<InputReply>(press, Bound, CancellationToken.None);
            if (reply.Outcome != InputOutcome.Applied)
                continue;
            var now = Stopwatch.GetTimestamp();
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(last, now).Ticks));
            last = now;
        }

        return longest.TotalSeconds;
    }

    private async Task<BenchProcess> StartAsync(int number, int port, int seed, string folder, CancellationToken cancellation)
    {
        List<string> arguments =
        [
            "node", "--json", "--http", "0", "--emulators", EmulatorsEach.ToString(CultureInfo.InvariantCulture),
            "--cluster", port.ToString(CultureInfo.InvariantCulture), "--data", Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)),
            .. options.EmulatorArguments,
        ];
        if (number > 0)
            arguments.AddRange(["--seed", $"127.0.0.1:{seed.ToString(CultureInfo.InvariantCulture)}"]);
        return await BenchProcess.StartProductAsync(
            arguments, [KeyValuePair.Create("ACTORINPUT__EMULATORPREFIX", string.Create(CultureInfo.InvariantCulture, $"n{number}"))], cancellation);
    }

    private static EmulatorId Name(int node, int number) => EmulatorId.Parse(string.Create(CultureInfo.InvariantCulture, $"n{node}-{number}"));

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
