using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Benchmarks.Soak;

namespace ActorInput.Benchmarks.Stops;

/// <summary>
/// Three nodes with real games, each of which is stopped in turn under load while agents wait for leases: by SIGTERM to the node, then by SIGTERM to
/// its whole process group. How long each stop took, and whether anything was lost.
/// </summary>
/// <param name="rounds">How often each node is stopped in each way.</param>
/// <param name="seed">Of what is pressed.</param>
/// <param name="games">Core and cartridge of the nodes.</param>
/// <param name="report">Takes a line for the reader.</param>
internal sealed class StopsBench(int rounds, int seed, IReadOnlyList<string> games, Action<string> report)
{
    /// <summary>The longest that a stop may take on a machine that does nothing else, s.</summary>
    public const int Longest = 5;

    private const int Nodes = 3;
    private readonly SoakRecord _record = new();

    /// <summary>The longest that a stop may take here, s.</summary>
    public int Bound { get; init; } = Longest;

    /// <summary>Runs it.</summary>
    /// <returns>What must not have happened; empty when all is well.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-stops-");
        report(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var nodes = SoakNode.Cluster(Nodes, folder.FullName, games, ownGroup: true);
        // At once: nodes in groups of their own do not get the signal that ends this process, and it may not have the time to leave the cluster.
        using var interrupted = cancellation.UnsafeRegister(_ => End(nodes), null);
        try
        {
            foreach (var node in nodes)
                await node.StartAsync(cancellation);
            await using var agent = await StopsAgent.JoinAsync(nodes, cancellation);
            using var client = new SoakClient(nodes, _record);
            var trial = new StopTrial(client, _record, [.. nodes.SelectMany(node => node.Emulators)], agent.Pool, new Random(seed));
            Summarize(await StopAllAsync(nodes, trial, cancellation));
            report($"{_record.Judged} ledgers were compared; answers: {_record.Answers()}");
        }
        catch (TimeoutException late)
        {
            _record.Find($"{late.Message}\n{string.Join('\n', nodes.Select(node => $"{node.Name}:\n{node.Log}"))}");
        }
        finally
        {
            End(nodes);
            folder.Delete(recursive: true);
        }

        return _record.Findings;
    }

    private static void End(IEnumerable<SoakNode> nodes)
    {
        foreach (var node in nodes)
            node.Dispose();
    }

    private async Task<IReadOnlyList<StopResult>> StopAllAsync(IReadOnlyList<SoakNode> nodes, StopTrial trial, CancellationToken cancellation)
    {
        var results = new List<StopResult>();
        for (var turn = 0; turn < rounds * 2 * Nodes; turn++)
        {
            var (stopping, other) = (nodes[turn % Nodes], nodes[(turn + 1) % Nodes]);
            var toGroup = turn / Nodes % 2 == 1;
            var findings = _record.Findings.Count;
            var result = await trial.RunAsync(stopping, other, toGroup, cancellation);
            results.Add(result);
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"round {(turn / (2 * Nodes)) + 1}: {stopping.Name} {(toGroup ? "with its group " : "")}stopped in {result.Seconds:0.0} s, {result.Games} games moved; {result.Inputs} inputs applied, {result.SentAgain} requests sent again ({result.Broken} broken connections), {result.Refused} refused, {result.Unknown} unknown"));
            if (result.Seconds > Bound)
                _record.Find(string.Create(CultureInfo.InvariantCulture, $"{stopping.Name} took {result.Seconds:0.0} s to stop; {Bound} s are allowed"));
            if (_record.Findings.Count > findings)
                report($"log of {stopping.Name}, which stopped:\n{stopping.Log}");
            await stopping.StartAsync(cancellation);
        }

        return results;
    }

    private void Summarize(IReadOnlyList<StopResult> results)
    {
        foreach (var way in results.GroupBy(result => result.ToGroup))
        {
            double[] seconds = [.. way.Select(result => result.Seconds).Order()];
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"SIGTERM to {(way.Key ? "its process group" : "a node")}, {seconds.Length} stops: {seconds[0]:0.0} to {seconds[^1]:0.0} s, median {BenchRounds.Percentile(seconds, 0.5):0.0} s; {way.Sum(result => result.Unknown)} of {way.Sum(result => result.Inputs)} inputs unknown"));
        }
    }
}
