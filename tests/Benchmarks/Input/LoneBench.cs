using ActorInput.Actors.Hosting;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Input;

/// <summary>
/// One agent that presses again when it is answered, each way of buffering with a node and a game of its own, in turn: inputs a second against a bare
/// client's.
/// </summary>
internal sealed class LoneBench(BenchOptions options)
{
    private static readonly (string Name, Action<ActorInputOptions> Configure)[] Ways =
    [
        ("actor, no window", static node => node.Emulator.Buffering.Window = TimeSpan.Zero),
        ("actor, predictive", static _ => { }),
        ("actor, fixed window", static node => node.Emulator.Buffering.Predict = false),
    ];

    /// <summary>How many games it needs.</summary>
    public static int Games => Ways.Length + 1;

    /// <param name="server">What the server is called.</param>
    /// <param name="game">Its games, by number.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(string server, Func<int, Uri> game, CancellationToken cancellation)
    {
        var one = InputSequence.Parse("A");
        var nodes = new List<BenchNode>();
        using var client = new BenchClient(game(0));
        try
        {
            foreach (var (_, configure) in Ways)
                nodes.Add(await BenchNode.StartAsync([game(nodes.Count + 1)], configure));
            List<Func<Task>> presses = [() => client.PostAsync("A"), .. nodes.Select<BenchNode, Func<Task>>(node => () => node.SendAsync(0, one))];
            var rates = presses.Select(_ => new List<double>()).ToArray();
            for (var round = -1; round < options.Rounds; round++)
            {
                for (var way = 0; way < presses.Count; way++)
                {
                    var rate = await PressLoad.RunAsync(1, 1, options.PerRound * 4, _ => presses[way](), cancellation);
                    if (round >= 0) // The first round warms up.
                        rates[way].Add(rate);
                }
            }

            return [.. rates.Select((values, way) => new BenchRow(
                $"{server}: a lone agent in lock-step (ratio: inputs/s against the bare client)", way == 0 ? "bare HttpClient" : Ways[way - 1].Name,
                BenchRounds.Percentile(values, 0.5), BenchRounds.Percentile(values, 0.1), BenchRounds.Percentile(values, 0.9), "inputs/s",
                way == 0 ? null : BenchRounds.MedianRatio(values, rates[0])))];
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }
}
