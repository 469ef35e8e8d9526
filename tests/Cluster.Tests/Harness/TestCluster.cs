namespace ActorInput.Cluster.Tests.Harness;

/// <summary>Nodes that form one cluster, and the folder for their files. Both are removed after the test.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan SettleBound = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorinput-cluster-");
    private readonly List<ClusterNode> _nodes = [];
    private readonly Lock _lock = new();

    /// <summary>The nodes; one that was started again has its old place.</summary>
    public IReadOnlyList<ClusterNode> Nodes
    {
        get
        {
            lock (_lock)
                return [.. _nodes];
        }
    }

    /// <summary>Folder for files of the test.</summary>
    public string Folder => _folder.FullName;

    /// <summary>All emulators that the nodes add.</summary>
    public IReadOnlyList<string> Emulators => [.. Nodes.SelectMany(node => node.Plan.Emulators)];

    /// <summary>Reads the ledger of a game that keeps none itself, by the address of its server. Null if there are no such games.</summary>
    public Func<string, Ledger>? OtherLedgers { get; init; }

    /// <summary>Three nodes <c>a</c>, <c>b</c> and <c>c</c> with four games each, and room for twice as many in servers of their own.</summary>
    public static IReadOnlyList<NodePlan> ThreeNodes() => [.. new[] { "a", "b", "c" }.Select(Four)];

    /// <summary>A node with four games and room for twice as many.</summary>
    public static NodePlan Four(string name) => new() { Name = name, Emulators = NodePlan.Names(name, 4), Slots = 8 };

    /// <summary>Starts nodes, the first of which forms the cluster, and waits until all emulators can be played through each of them.</summary>
    public async Task StartAsync(IReadOnlyList<NodePlan> plans)
    {
        var first = Add(plans[0]);
        var others = plans.Skip(1).Select(Add).ToArray();
        await first.ReadyAsync();
        await Task.WhenAll(others.Select(node => node.ReadyAsync()));
        await SettleAsync();
    }

    /// <summary>Starts one more node and waits until it is ready.</summary>
    public Task<ClusterNode> JoinAsync(NodePlan plan) => Add(plan).ReadyAsync();

    /// <summary>Starts a node of the cluster and does not wait.</summary>
    public ClusterNode Add(NodePlan plan)
    {
        var node = ClusterNode.Start(plan, Seeds(plan), Folder);
        lock (_lock)
            _nodes.Add(node);
        return node;
    }

    /// <summary>Starts a node again whose process has ended, on its port, and waits until it is ready.</summary>
    public async Task<ClusterNode> RestartAsync(ClusterNode ended)
    {
        await ended.DisposeAsync();
        var node = ClusterNode.Start(ended.Plan, Seeds(ended.Plan), Folder);
        lock (_lock)
            _nodes[_nodes.IndexOf(ended)] = node;
        return await node.ReadyAsync();
    }

    /// <summary>Ends a node that has left, or takes it out of the cluster by force.</summary>
    public async Task RemoveAsync(ClusterNode node)
    {
        lock (_lock)
            _nodes.Remove(node);
        await node.DisposeAsync();
    }

    /// <summary>Waits until every node lists all emulators, and all of them can be played; returns how long that took.</summary>
    public Task<TimeSpan> SettleAsync() => Wait.UntilNothingMissesAsync(MissingAsync, SettleBound);

    /// <summary>What the emulator's game has seen.</summary>
    public Task<Ledger> LedgerAsync(EmulatorView view) =>
        view.Dialect == "actorinput" ? Nodes[0].LedgerAsync(view.Id) : Task.FromResult(OtherLedgers!(view.Server!));

    /// <summary>What the game of an emulator has seen.</summary>
    public async Task<Ledger> LedgerAsync(string emulator) => await LedgerAsync(await Nodes[0].EmulatorAsync(emulator));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<string?> MissingAsync()
    {
        foreach (var node in Nodes)
        {
            var views = await node.EmulatorsAsync();
            var playable = views.Where(view => view.IsPlayable).Select(view => view.Id).ToHashSet(StringComparer.Ordinal);
            var missing = Emulators.Where(emulator => !playable.Contains(emulator)).ToArray();
            if (missing.Length > 0)
                return $"node {node.Plan.Name} says: {string.Join("; ", views.Where(view => !view.IsPlayable))}; missing: {string.Join(' ', missing)}\n{node.Process.Tail}";
        }

        return null;
    }

    /// <summary>The first node that runs may form the cluster; one that joins knows the others, not itself.</summary>
    private IEnumerable<string> Seeds(NodePlan plan) =>
        Nodes.Where(node => node.Plan.Port != plan.Port || node.Plan.Host != plan.Host).Where(node => !node.Process.HasExited).Select(node => $"{node.Plan.Host}:{node.Plan.Port}");
}
