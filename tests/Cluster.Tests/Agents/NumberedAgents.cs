using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>Agents that play emulators of a cluster all at the same time, until they are stopped.</summary>
internal sealed class NumberedAgents : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string Emulator, Ledger Before, EmulatorView View, IReadOnlyList<NumberedAgent> Agents)> _plays = [];
    private Task _running = Task.CompletedTask;

    private NumberedAgents()
    {
    }

    /// <summary>Starts them.</summary>
    /// <param name="cluster">The nodes.</param>
    /// <param name="emulators">What is played.</param>
    /// <param name="gateways">Places of the nodes that they use; each agent begins with another one.</param>
    /// <param name="each">How many agents play one emulator.</param>
    /// <param name="sendsAgain">See <see cref="NumberedAgent"/>.</param>
    public static async Task<NumberedAgents> StartAsync(TestCluster cluster, IReadOnlyList<string> emulators, IReadOnlyList<int> gateways, int each, bool sendsAgain)
    {
        var all = new NumberedAgents();
        var turn = 0;
        foreach (var emulator in emulators)
        {
            var view = await cluster.Nodes[gateways[0]].EmulatorAsync(emulator);
            var before = await cluster.LedgerAsync(view);
            var agents = Enumerable.Range(0, each)
                .Select(i => new NumberedAgent(cluster, emulator, [.. Turned(gateways, turn++)], i, each, sendsAgain)).ToArray();
            all._plays.Add((emulator, before, view, agents));
        }

        all._running = Task.WhenAll(all._plays.SelectMany(play => play.Agents).Select(agent => Task.Run(() => agent.RunAsync(all._stop.Token))));
        return all;
    }

    /// <summary>Waits until a number of further inputs of every agent are applied; returns how long that took.</summary>
    public Task<TimeSpan> AppliedAsync(int more)
    {
        var goals = _plays.SelectMany(play => play.Agents).Select(agent => (Agent: agent, Goal: agent.Applied + more)).ToArray();
        return Wait.UntilNothingMissesAsync(
            () => Task.FromResult(_running.IsCompleted ? $"the agents have ended: {_running.Exception}" : Missing(goals)),
            Bound);
    }

    /// <summary>Stops them once all their inputs are answered.</summary>
    public async Task<IReadOnlyList<EmulatorPlay>> StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running.WaitAsync(Bound);
        }
        catch (TimeoutException late) when (!_running.IsCompleted)
        {
            var waiting = _plays.SelectMany(play => play.Agents).Where(agent => agent.IsWaiting).Select(agent => $"{agent.Emulator} after {agent.Replies.Count} answers");
            throw new TimeoutException($"Inputs that are not answered within {Bound.TotalSeconds} s: {string.Join(", ", waiting)}", late);
        }

        return [.. _plays.Select(play => new EmulatorPlay(play.Emulator, play.Before, play.View, [.. play.Agents.Select(agent => agent.Replies)]))];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Bound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static string? Missing(IEnumerable<(NumberedAgent Agent, int Goal)> goals)
    {
        var missing = goals.Where(pair => pair.Agent.Applied < pair.Goal).Select(pair => $"{pair.Agent.Emulator} {pair.Agent.Applied} of {pair.Goal}").ToArray();
        return missing.Length == 0 ? null : $"inputs that are not applied: {string.Join(", ", missing)}";
    }

    private static IEnumerable<T> Turned<T>(IReadOnlyList<T> list, int by) => Enumerable.Range(0, list.Count).Select(i => list[(i + by) % list.Count]);
}
