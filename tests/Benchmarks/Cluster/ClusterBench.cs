using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Cluster;

/// <summary>The costs and gains of a cluster, with real nodes in processes of their own. <c>./run bench cluster</c>.</summary>
internal sealed class ClusterBench(BenchOptions options, Action<string> report)
{
    /// <summary>The parts of the benchmark, by the names that <c>--only</c> takes.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["asks", "shares", "recovery"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var part in Parts.Where(part => options.Only is null || part == options.Only))
        {
            rows.AddRange(part switch
            {
                "asks" => await new ClusterAsks(options, report).RunAsync(cancellation),
                "shares" => await new ClusterShares(options, report).RunAsync(cancellation),
                _ => await new ClusterRecovery(options, report).RunAsync(cancellation),
            });
        }

        return rows;
    }
}
