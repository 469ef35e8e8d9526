using System.Diagnostics;
using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>The network between nodes is cut, while every node still reaches the games: the smaller part must not press any more.</summary>
public sealed class PartitionTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Nodes = 3;
    private const int GamesEach = 4;
    private const int ClusterPort = 4053; // Of namespaces of its own, where nobody else is.
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(90);
    private static readonly int[] Majority = [0, 1];
    private static readonly int[] Minority = [2];
    private readonly TestCluster _cluster = new();
    private readonly List<IAsyncDisposable> _open = [];
    private TestAuthority _authority = null!;

    public Task InitializeAsync()
    {
        _authority = new TestAuthority(Path.Combine(_cluster.Folder, "authority"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (var open in Enumerable.Reverse(_open))
            await open.DisposeAsync();
        _authority.Dispose();
    }

    [SpacesFact]
    public async Task Partition_SmallerPartPressesNothing_LargerPartGoesOnExactly()
    {
        var spaces = await StartAsync();
        var owned = (await _cluster.Nodes[2].EmulatorsAsync()).Where(view => view.Node.EndsWith(_cluster.Nodes[2].Address, StringComparison.Ordinal)).Select(view => view.Id).ToArray();
        Assert.NotEmpty(owned);
        // One game of the node that is cut off is played through that node; the others are played through the other nodes.
        await using var agents = await NumberedAgents.StartAsync(_cluster, [.. _cluster.Emulators.Except(owned[..1])], Majority, each: 1, sendsAgain: false);
        await using var cutOff = await NumberedAgents.StartAsync(_cluster, owned[..1], Minority, each: 1, sendsAgain: false);
        await agents.AppliedAsync(10);
        await cutOff.AppliedAsync(10);

        var at = Stopwatch.GetTimestamp();
        spaces.Cut(2);
        await agents.AppliedAsync(10);
        output.WriteLine($"the larger part plays all its emulators again {Stopwatch.GetElapsedTime(at).TotalSeconds:0.0} s after the cut");
        var left = Cut - Stopwatch.GetElapsedTime(at);
        if (left > TimeSpan.Zero)
            await Task.Delay(left); // The time that passes is the damage itself.
        spaces.Heal(2);
        var minority = await cutOff.StopAsync();
        var (_, took) = await _cluster.Nodes[2].Process.EndAsync(EndBound);
        output.WriteLine($"the node that was cut off ended within {took.TotalSeconds:0.0} s");
        await agents.AppliedAsync(10);

        await Recovery.JudgeAsync(_cluster, await agents.StopAsync(), owned, at, output);
        foreach (var play in minority)
            await JudgeMinorityAsync(play, at);
    }

    private async Task<NetworkSpaces> StartAsync()
    {
        var spaces = await NetworkSpaces.CreateAsync(Nodes);
        _open.Add(spaces);
        var games = await GameServers.StartAsync(Nodes * GamesEach, Path.Combine(_cluster.Folder, "games"));
        _open.Add(games);
        var relay = new PortRelay(spaces.TestHost, new Uri(games.Games[0]).Port);
        _open.Add(relay);
        await _cluster.StartAsync([.. new[] { "a", "b", "c" }.Select((name, i) => new NodePlan
        {
            Name = name,
            Space = spaces.Space(i),
            Host = spaces.ClusterHost(i),
            Port = ClusterPort,
            HttpHost = spaces.HttpHost(i),
            Emulators = NodePlan.Names(name, GamesEach),
            StaticSlots = [.. games.Games.Skip(i * GamesEach).Take(GamesEach).Select(game => $"http://{spaces.TestHost}:{relay.Port}{new Uri(game).AbsolutePath}")],
            Options = _authority.Options(spaces.ClusterHost(i)),
        })]);
        return spaces;
    }

    /// <summary>Inputs that were sent well after the cut cannot have been applied by the node that was cut off.</summary>
    private async Task JudgeMinorityAsync(EmulatorPlay play, long at)
    {
        var late = play.InOrder.Where(reply => Stopwatch.GetElapsedTime(at, reply.Sent) is var after && after > FenceClosed && after < Cut).ToArray();
        output.WriteLine($"{play.Emulator}, played by way of the node that was cut off: {play.NotApplied.Count()} of {play.InOrder.Count} inputs not applied");
        Assert.DoesNotContain(late, reply => reply.IsApplied && reply.Epoch == play.View.Epoch);
        LedgerJudge.AssertWentOn(play, await _cluster.LedgerAsync(play.Emulator));
    }

    // The fence closes 4 s after the last answer of the other nodes; inputs that were sent before may still be pressed.
    private static readonly TimeSpan FenceClosed = TimeSpan.FromSeconds(8);
}
