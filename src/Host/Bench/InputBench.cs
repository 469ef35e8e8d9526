using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Bench;

/// <summary>
/// What the path of an input costs and what gathering gains, over real HTTP to servers in other processes, beside what people write without
/// us. <c>actorinput bench input</c>.
/// </summary>
internal sealed class InputBench(BenchOptions options, Action<string> report)
{
    private static readonly Dictionary<string, string[]> Scenarios = new(StringComparer.Ordinal)
    {
        ["battle"] = ["A", "A", "DOWN", "A", "B"],
        ["menu"] = ["START", "DOWN", "DOWN", "A", "B"],
        ["movement"] = ["UP", "UP", "RIGHT", "RIGHT", "DOWN"],
        ["item"] = ["START", "DOWN", "A", "DOWN", "A", "B"],
    };

    private const string Emulator = "emulator";

    private readonly BenchRounds _rounds = new(options.Rounds, options.PerRound);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var service in (string[])["instant", "serial:2.5", "parallel:2.5"])
        {
            using var server = await BenchProcess.StartAsync(cancellation, "bench", "server", "--service", service);
            rows.AddRange(await RunOnAsync(service, Game(server, 0), cancellation));
        }

        using (var emulator = await BenchProcess.StartAsync(cancellation, ["emulator", "--port", "0", "--json", "--exit-with-stdin", .. options.EmulatorArguments]))
            rows.AddRange(await RunOnAsync(Emulator, emulator.Address, cancellation));

        using (var server = await BenchProcess.StartAsync(cancellation, "bench", "server", "--service", "instant"))
        {
            rows.AddRange(await WindowAsync(cancellation));
            foreach (var emulators in (int[])[1, 8, 16, 256])
                rows.AddRange(await PressersAsync(emulators, server, cancellation));
        }

        return rows;
    }

    private static Uri Game(BenchProcess server, int number) => new(server.Address, $"{number + 1}/");

    /// <summary>(a) to (d): one agent, one emulator.</summary>
    private async Task<IReadOnlyList<BenchRow>> RunOnAsync(string server, Uri game, CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        using var client = new BenchClient(game);
        await using var node = await BenchNode.StartAsync([game]);
        Task<IReadOnlyList<BenchRow>> Time(string group, params BenchCase[] cases)
        {
            cancellation.ThrowIfCancellationRequested();
            report($"{server}: {group}");
            return _rounds.TimeAsync($"{server}: {group}", cases, () => { });
        }

        var one = InputSequence.Parse("A");
        rows.AddRange(await Time(
            "one input",
            new BenchCase("bare HttpClient", () => client.PostAsync("A")),
            new BenchCase("a new client for each request", () => client.PostEachAnewAsync(["A"])),
            new BenchCase("actor", () => node.SendAsync(0, one))));
        foreach (var (name, inputs) in Scenarios)
            rows.AddRange(await Time($"scenario {name}, {inputs.Length} inputs", Cases(inputs, client, node)));
        foreach (var size in options.Sizes.Where(size => server != Emulator || size <= InputLimits.Default.MaxBatchInputs))
            rows.AddRange(await Time($"{size} inputs", Cases([.. Enumerable.Repeat("A", size)], client, node)));
        return rows;
    }

    private static BenchCase[] Cases(string[] inputs, BenchClient client, BenchNode node)
    {
        var parsed = Array.ConvertAll(inputs, input => InputSequence.Parse(input));
        var batch = InputBatch.Of(parsed);
        return
        [
            new BenchCase("bare HttpClient, one by one", () => client.PostEachAsync(inputs)),
            new BenchCase("bare HttpClient, 5 connections (order lost)", () => client.PostSideBySideAsync(inputs)),
            new BenchCase("actor, one by one", () => OneByOneAsync(node, parsed)),
            new BenchCase("actor, quick inputs gathered", () => Task.WhenAll(parsed.Select(input => node.SendAsync(0, input)))),
            new BenchCase("actor, batch", () => node.SendAsync(0, batch, DispatchMode.Coalesced)),
        ];
    }

    private static async Task OneByOneAsync(BenchNode node, InputSequence[] inputs)
    {
        foreach (var input in inputs)
            await node.SendAsync(0, input);
    }

    /// <summary>How long a lone input waits when inputs are gathered: the window, and how well it is kept.</summary>
    private async Task<IReadOnlyList<BenchRow>> WindowAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        report("window");
        return await new WindowBench(options).RunAsync();
    }

    /// <summary>(e): eight pressers for each emulator, each sending its next input when the last was answered; inputs a second.</summary>
    private async Task<IReadOnlyList<BenchRow>> PressersAsync(int emulators, BenchProcess server, CancellationToken cancellation)
    {
        const int Pressers = 8;
        report($"{emulators} emulators, {Pressers} pressers each");
        var games = Enumerable.Range(0, emulators).Select(i => Game(server, i)).ToArray();
        await using var node = await BenchNode.StartAsync(games);
        var clients = Array.ConvertAll(games, game => new BenchClient(game));
        var one = InputSequence.Parse("A");
        var bare = new List<double>();
        var actor = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            bare.Add(await PressLoad.RunAsync(emulators, Pressers, options.PerRound * 4, e => clients[e].PostAsync("A"), cancellation));
            actor.Add(await PressLoad.RunAsync(emulators, Pressers, options.PerRound * 4, e => node.SendAsync(e, one), cancellation));
        }

        foreach (var client in clients)
            client.Dispose();
        var group = $"instant: {emulators} emulators with {Pressers} pressers each (ratio: inputs/s against the bare client)";
        return [Row("bare HttpClient", bare, null), Row("actors, gathered", actor, BenchRounds.MedianRatio(actor, bare))];

        BenchRow Row(string name, List<double> rates, double? ratio) => new(
            group, name, BenchRounds.Percentile(rates, 0.5), BenchRounds.Percentile(rates, 0.1), BenchRounds.Percentile(rates, 0.9), "inputs/s", ratio);
    }
}
