using System.Diagnostics;
using System.Globalization;
using ActorInput.Actors.Common;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Benchmarks.Cluster;

/// <summary>
/// Batches that name no emulator, over three nodes of four emulators each, of which one node's take four times as long: how long a policy takes
/// for all, and what each node gets.
/// </summary>
internal sealed class ClusterShares(BenchOptions options, Action<string> report)
{
    private const int Nodes = 3;
    private const int EmulatorsEach = 4;
    private const int InFlight = 64;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly InputBatch Batch = InputBatch.Of(InputSequence.Parse("A"), InputSequence.Parse("B"));

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        report("starting three nodes, one of them slow");
        using var quick = await BenchProcess.StartAsync(cancellation, "server", "--service", "serial:5");
        using var slow = await BenchProcess.StartAsync(cancellation, "server", "--service", "serial:20");
        using var first = await ClusterBenchNode.StartAsync(quick.Address, 0, EmulatorsEach, seed: null, tls: null, cancellation);
        using var second = await ClusterBenchNode.StartAsync(quick.Address, EmulatorsEach, EmulatorsEach, first.Address.Authority, tls: null, cancellation);
        using var third = await ClusterBenchNode.StartAsync(slow.Address, 2 * EmulatorsEach, EmulatorsEach, first.Address.Authority, tls: null, cancellation);
        await using var agent = await BenchNode.JoinAsync(first.Address.Authority, Nodes * EmulatorsEach);
        var balancer = await agent.Services.GetRequiredService<IRequiredActor<NodeBalancer>>().GetAsync(cancellation);

        var rows = new List<BenchRow>();
        double? inTurns = null;
        foreach (var policy in (string[])["RoundRobin", "LeastLoaded"])
        {
            report($"{options.Batches} batches by {policy}");
            await SubmitAsync(balancer, policy, options.Batches / 10); // So that every emulator has been measured.
            var (seconds, shares) = await SubmitAsync(balancer, policy, options.Batches);
            rows.Add(new BenchRow($"{options.Batches.ToString(CultureInfo.InvariantCulture)} batches, one of three nodes 4 x slower (ratio: sooner than in turns)", policy, seconds, seconds, seconds, "s", inTurns / seconds));
            rows.AddRange(shares.Select((share, node) => new BenchRow(
                $"share of batches by {policy}", node == Nodes - 1 ? "the slow node" : $"node {(node + 1).ToString(CultureInfo.InvariantCulture)}", share, share, share, "%", null)));
            inTurns ??= seconds;
        }

        return rows;
    }

    private static async Task<(double Seconds, double[] Shares)> SubmitAsync(IActorRef balancer, string policy, int batches)
    {
        var started = Stopwatch.GetTimestamp();
        var left = batches;
        var byNode = new int[Nodes];
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var done = await balancer.Ask<BatchExecution>(new SubmitBatch(Batch) { Policy = policy }, Bound);
                if (done.Status != ExecutionStatus.Succeeded)
                    throw new InvalidOperationException($"{done.Status}: {done.Detail}");
                var number = int.Parse(done.Emulator!.Value.Value.AsSpan("emu-".Length), CultureInfo.InvariantCulture) - 1;
                Interlocked.Increment(ref byNode[number / EmulatorsEach]);
            }
        })));
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, [.. byNode.Select(count => 100.0 * count / batches)]);
    }
}
