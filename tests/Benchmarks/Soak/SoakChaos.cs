using System.Globalization;

namespace ActorInput.Benchmarks.Soak;

/// <summary>Stops nodes, kills nodes, and kills emulator servers, one after another, and starts again what ended.</summary>
/// <remarks>The first node is left alone, so that the memory of a process that runs for long can be checked.</remarks>
internal sealed class SoakChaos(IReadOnlyList<SoakNode> nodes, SoakRecord record, Random random, Action<string> report)
{
    // Five failures of an emulator within a minute are a quarantine; one a round is far from it.
    private int _turn = random.Next(3);

    /// <summary>How long the nodes took to stop.</summary>
    public List<double> StopSeconds { get; } = [];

    /// <summary>How many things were stopped or killed.</summary>
    public int Done { get; private set; }

    /// <summary>Stops or kills one thing; returns whether games were lost by it.</summary>
    public async Task<bool> ActAsync(CancellationToken cancellation)
    {
        var node = nodes[random.Next(1, nodes.Count)];
        Done++;
        switch (_turn++ % 3)
        {
            case 0:
                report($"stopping {node.Name}");
                var took = await node.EndAsync("TERM", cancellation);
                StopSeconds.Add(took.TotalSeconds);
                report(string.Create(CultureInfo.InvariantCulture, $"{node.Name} stopped in {took.TotalSeconds:0.0} s"));
                await node.StartAsync(cancellation);
                return false;
            case 1:
                report($"killing {node.Name}");
                await node.EndAsync("KILL", cancellation);
                await node.StartAsync(cancellation);
                return true;
            default:
                report($"killing an emulator server of {node.Name}");
                if (!node.KillServer(random))
                    record.Find($"{node.Name} has no emulator server to kill");
                return true;
        }
    }
}
