using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>Ways between a node and an emulator server that could be shorter. <c>./run bench transport</c>.</summary>
internal sealed class TransportBench(BenchOptions options, Action<string> report)
{
    private Dictionary<string, Func<CancellationToken, Task<IReadOnlyList<BenchRow>>>> All => new(StringComparer.Ordinal)
    {
        ["sockets"] = new SocketBench(options, report).RunAsync,
        ["http2"] = new MultiplexBench(options, report).RunAsync,
        ["combined"] = new CombinedBench(options, report).RunAsync,
        ["compression"] = new CompressionBench(options, report).RunAsync,
        ["parser"] = new ParserBench(options, report).RunAsync,
        ["copies"] = new CopyBench(options, report).RunAsync,
        ["memory"] = new MemoryBench(options, report).RunAsync,
    };

    /// <summary>The parts of the benchmark, by the names that <c>--only</c> takes.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["sockets", "http2", "combined", "compression", "parser", "copies", "memory"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var (name, part) in All)
        {
            if (options.Only is null || options.Only == name)
                rows.AddRange(await part(cancellation));
        }

        return rows;
    }
}
