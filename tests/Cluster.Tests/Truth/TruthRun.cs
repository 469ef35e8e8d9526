using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Cluster.Tests.Harness;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Cluster.Tests.Truth;

/// <summary>
/// Three nodes whose games all have one cartridge, played at random while they are moved, saved on one node and restored on another, killed and
/// restored. After each event every game's state is compared with that of an undisturbed game.
/// </summary>
internal sealed class TruthRun : IAsyncDisposable
{
    private const int GamesOfANode = 3;
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(60);

    private readonly TestCluster _cluster = new();
    private readonly LibretroGameFactory _factory;
    private readonly Random _random;
    private readonly string _rom;
    private readonly string _name;
    private readonly byte[] _cartridge;
    private readonly List<WatchedGame> _games = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _saved = new(StringComparer.Ordinal);
    private int _checkpoints;

    /// <param name="name">Of the cartridge, for messages.</param>
    /// <param name="cartridge">The ROM.</param>
    /// <param name="seed">Of everything that is done at random.</param>
    public TruthRun(string name, byte[] cartridge, int seed)
    {
        (_name, _cartridge, _random) = (name, cartridge, new Random(seed));
        _factory = new LibretroGameFactory(CoreLocator.Find(), cartridge);
        _rom = Path.Combine(_cluster.Folder, "game.gb");
    }

    /// <summary>How many games have moved to another node.</summary>
    public int Moved { get; private set; }

    /// <summary>How many checkpoints of one node were restored on another.</summary>
    public int Restored { get; private set; }

    /// <summary>How many games were lost with their process, and restored.</summary>
    public int Killed { get; private set; }

    /// <summary>How many states were compared.</summary>
    public int Compared => _games.Sum(game => game.Compared);

    public async Task RunAsync(TruthPlan plan)
    {
        await StartAsync(["a", "b", "c"], GamesOfANode);
        await AssertAllAsync("power-on");
        await PlayAsync();
        await AssertAllAsync("inputs");
        while (Moved < plan.Moves)
            await MoveAsync();
        for (var i = 0; i < plan.Restores; i++)
            await RestoreElsewhereAsync();
        await KillAsync(KillServerAsync, "its emulator server was killed");
        if (plan.KillsNode)
            await KillAsync(KillNodeAsync, "its node was killed");
    }

    /// <summary>
    /// One node with two games in one emulator server: the same checkpoint and the same script on both by turns, so many times, with other inputs
    /// in between.
    /// </summary>
    public async Task RunByTurnsAsync(int times)
    {
        await StartAsync(["a"], games: 2);
        await PlayAsync();
        var name = await SaveAsync(_games[0]);
        string[] script = [.. Enumerable.Range(0, 6).Select(_ => RandomInputs.Next(_random))];
        for (var i = 0; i < times; i++)
        {
            await PlayAsync();
            foreach (var game in _games)
            {
                var done = await PostAsync(_cluster.Nodes[0], "/api/batches", new { inputs = script, emulator = game.Emulator, start = name, observe = new { stateHash = true } });
                game.IsAt([.. _saved[name], .. script]);
                game.AssertIs(done.GetProperty("observations").GetProperty("stateHash").GetString()!, $"{name} and a script, time {i + 1} ({_name})");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var game in _games)
            game.Dispose();
        await _cluster.DisposeAsync();
        _factory.Dispose();
    }

    private async Task StartAsync(IReadOnlyList<string> nodes, int games)
    {
        await File.WriteAllBytesAsync(_rom, _cartridge);
        await _cluster.StartAsync([.. nodes.Select(name => new NodePlan
        {
            Name = name,
            Emulators = NodePlan.Names(name, games),
            Slots = nodes.Count > 1 ? 2 * games : games,
            Rom = _rom,
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["Placement:IdleFor"] = "00:00:00.2", ["Pool:GamesPerServer"] = "3" },
        })]);
        _games.AddRange(_cluster.Emulators.Select(emulator => new WatchedGame(emulator, _factory)));
    }

    /// <summary>Stops a node while its games are played, and starts it again. Its games go on on the other nodes.</summary>
    private async Task MoveAsync()
    {
        var node = Any(_cluster.Nodes);
        var before = await NodesOfGamesAsync(node);
        var gateways = _cluster.Nodes.Where(other => other != node).ToArray();
        var playing = PlayAsync(gateways);
        await node.TerminateAsync();
        await playing;
        await _cluster.RestartAsync(node);
        await _cluster.SettleAsync();
        await AssertAllAsync($"node {node.Plan.Name} was stopped");
        var after = await NodesOfGamesAsync(gateways[0]);
        // A node that was started again has the same address, but its games had to leave it before.
        Moved += before.Count(game => game.Value.EndsWith(node.Address, StringComparison.Ordinal) || after[game.Key] != game.Value);
    }

    private async Task RestoreElsewhereAsync()
    {
        var places = await NodesOfGamesAsync(Any(_cluster.Nodes));
        var from = Any(_games);
        var to = Any([.. _games.Where(game => places[game.Emulator] != places[from.Emulator])]);
        var name = await SaveAsync(from);
        await PlayAsync();
        await RestoreAsync(to, name, from);
        Restored++;
    }

    private async Task<string> SaveAsync(WatchedGame game)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{game.Emulator}-{++_checkpoints}");
        var saved = await PostAsync(Any(_cluster.Nodes), $"/api/emulators/{game.Emulator}/checkpoints", new { name });
        game.AssertIs(saved.GetProperty("stateHash").GetString()!, "it was saved");
        _saved[name] = game.Inputs;
        return name;
    }

    private async Task RestoreAsync(WatchedGame game, string checkpoint, WatchedGame from)
    {
        await PostAsync(Any(_cluster.Nodes), $"/api/emulators/{game.Emulator}/restore", new { checkpoint });
        game.IsAt(_saved[checkpoint]);
        await AssertAsync(game, $"a checkpoint of {from.Emulator} was restored");
        await PlayAsync();
        await AssertAllAsync("a restore and more inputs");
    }

    /// <summary>Saves every game, plays on, kills a server or a node, and restores the games that are lost.</summary>
    private async Task KillAsync(Func<Task<IReadOnlyList<EmulatorView>>> kill, string how)
    {
        var saved = new Dictionary<WatchedGame, string>();
        foreach (var game in _games)
            saved[game] = await SaveAsync(game);
        await PlayAsync();
        var lost = (await kill()).ToDictionary(view => view.Id, StringComparer.Ordinal);
        await Wait.UntilNothingMissesAsync(() => UnawareAsync(lost), EndBound);
        await _cluster.SettleAsync();
        WatchedGame[] games = [.. _games.Where(game => lost.ContainsKey(game.Emulator))];
        foreach (var game in games)
            game.IsAt([]);
        await AssertAllAsync(how);
        foreach (var game in games)
        {
            await RestoreAsync(game, saved[game], game);
            Killed++;
        }
    }

    private async Task<string?> UnawareAsync(Dictionary<string, EmulatorView> lost)
    {
        var unaware = (await _cluster.Nodes[0].EmulatorsAsync()).Where(view => lost.TryGetValue(view.Id, out var before) && view.Restarts <= before.Restarts).ToArray();
        return unaware.Length > 0 ? $"a game is gone and is not told to be switched on anew: {string.Join("; ", unaware.Select(view => view.ToString()))}" : null;
    }

    /// <summary>Kills one emulator server; returns the games that were on it.</summary>
    private async Task<IReadOnlyList<EmulatorView>> KillServerAsync()
    {
        var views = await _cluster.Nodes[0].EmulatorsAsync();
        var view = Any(views);
        using var client = new HttpClient();
        var health = await client.GetFromJsonAsync<JsonElement>(new Uri(new Uri(view.Server!.TrimEnd('/') + "/"), "health"));
        using var process = Process.GetProcessById(health.GetProperty("pid").GetInt32());
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(EndBound);
        return [.. views.Where(other => new Uri(other.Server!).Authority == new Uri(view.Server!).Authority)];
    }

    /// <summary>Kills a node and starts it again; returns the games that were on it.</summary>
    private async Task<IReadOnlyList<EmulatorView>> KillNodeAsync()
    {
        var views = await _cluster.Nodes[0].EmulatorsAsync();
        var node = Any([.. _cluster.Nodes.Skip(1).Where(node => views.Any(view => view.Node.EndsWith(node.Address, StringComparison.Ordinal)))]);
        await node.Process.SignalAsync("KILL");
        await node.Process.EndAsync(EndBound);
        await _cluster.RestartAsync(node);
        return [.. views.Where(view => view.Node.EndsWith(node.Address, StringComparison.Ordinal))];
    }

    /// <summary>Sends a few inputs to every game, each through a random node; all must be applied.</summary>
    private Task PlayAsync(IReadOnlyList<ClusterNode>? gateways = null) => Task.WhenAll(_games.Select(game => PlayAsync(game, gateways ?? _cluster.Nodes, new Random(_random.Next()))));

    private async Task PlayAsync(WatchedGame game, IReadOnlyList<ClusterNode> gateways, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var inputs = RandomInputs.Next(random);
            var reply = await PostAsync(gateways[random.Next(gateways.Count)], $"/api/emulators/{game.Emulator}/inputs", new { inputs });
            Assert.Equal("applied", reply.GetProperty("outcome").GetString());
            game.Applied(inputs);
        }
    }

    private async Task AssertAllAsync(string after)
    {
        foreach (var game in _games)
            await AssertAsync(game, after);
    }

    private async Task AssertAsync(WatchedGame game, string after) =>
        game.AssertIs(await Any(_cluster.Nodes).StateHashAsync(game.Emulator), $"{after} ({_name})");

    private static async Task<Dictionary<string, string>> NodesOfGamesAsync(ClusterNode node) =>
        (await node.EmulatorsAsync()).ToDictionary(view => view.Id, view => view.Node, StringComparer.Ordinal);

    private static async Task<JsonElement> PostAsync(ClusterNode node, string path, object body)
    {
        using var response = await node.Client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
