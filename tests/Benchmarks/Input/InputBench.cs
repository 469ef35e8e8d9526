using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Benchmarks.Input;

/// <summary>
/// What the path of an input costs and what gathering gains, over real HTTP to servers in other processes, beside what people write without
/// us. <c>./run bench input</c>.
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
    private const string Pressers = "pressers";
    private const string Lone = "lone";
    private const string Bare = "bare HttpClient";
    private const string Gathered = "actors, gathered";

    private readonly BenchRounds _rounds = new(options.Rounds, options.PerRound);

    /// <summary>The parts of the benchmark, by the names that <c>--only</c> takes.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["instant", "serial", "parallel", Emulator, "slow", "window", Lone, $"{Lone}-{Emulator}", "pressers", "pressers-serial", "pressers-parallel", "pressers-emulator"];

    /// <summary>How often a run with these options reports, for a progress bar.</summary>
    public static int StepsOf(BenchOptions options) => Parts.Where(part => options.Only is null || part == options.Only).Sum(part => part switch
    {
        "slow" or "window" or Lone or $"{Lone}-{Emulator}" => 1,
        "pressers" => FleetsOf(part).Length + 1,
        _ when part.StartsWith(Pressers, StringComparison.Ordinal) => FleetsOf(part).Length,
        _ => Scenarios.Count + 2 + SizesFor(part, options).Count(),
    });

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var part in Parts.Where(part => options.Only is null || part == options.Only))
            rows.AddRange(await RunPartAsync(part, cancellation));
        return rows;
    }

    private async Task<IReadOnlyList<BenchRow>> RunPartAsync(string part, CancellationToken cancellation)
    {
        if (part == "window")
            return await WindowAsync(cancellation);
        var isLone = part.StartsWith(Lone, StringComparison.Ordinal);
        var isPressed = part.StartsWith(Pressers, StringComparison.Ordinal);
        if (part.EndsWith(Emulator, StringComparison.Ordinal))
        {
            using var emulator = await BenchProcess.StartProductAsync(
                ["emulator", "--port", "0", "--count", $"{(isPressed ? FleetsOf(part).Max() : isLone ? LoneBench.Games : 1)}", "--json", "--exit-with-stdin", .. options.EmulatorArguments],
                [],
                cancellation);
            return isLone ? await LoneAsync(Emulator, emulator, cancellation)
                : isPressed ? await PressersAsync(Emulator, part, emulator, cancellation) : await RunOnAsync(Emulator, emulator.Address, cancellation);
        }

        var service = part.Split('-')[^1] is "serial" or "parallel" ? $"{part.Split('-')[^1]}:2.5" : "instant";
        using var server = await BenchProcess.StartAsync(cancellation, "server", "--service", service);
        return isLone ? await LoneAsync(service, server, cancellation)
            : part == "slow" ? await LowFrequencyAsync(server, cancellation)
            : part == Pressers ? [.. await PressersAsync(service, part, server, cancellation), .. await SerialPressersAsync(cancellation)]
            : isPressed ? await PressersAsync(service, part, server, cancellation)
            : await RunOnAsync(service, Game(server, 0), cancellation);
    }

    /// <summary>How many emulators are pressed at. 256 real games would be the work of many more processors than a machine has.</summary>
    private static int[] FleetsOf(string part) => part switch
    {
        Pressers => [1, 8, 16, 256],
        "pressers-emulator" => [1, 16],
        _ => [1, 16, 256],
    };

    private static IEnumerable<int> SizesFor(string part, BenchOptions options) =>
        options.Sizes.Where(size => part != Emulator || size <= InputLimits.Default.MaxBatchInputs);

    private async Task<IReadOnlyList<BenchRow>> PressersAsync(string service, string part, BenchProcess server, CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var emulators in FleetsOf(part))
            rows.AddRange(await PressersAsync(service, emulators, server, cancellation));
        return rows;
    }

    private static Uri Game(BenchProcess server, int number) => new(server.Address, $"{number + 1}/");

    /// <summary>(a) to (d): one agent, one emulator.</summary>
    private async Task<IReadOnlyList<BenchRow>> RunOnAsync(string server, Uri game, CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        using var client = new BenchClient(game);
        Task<IReadOnlyList<BenchRow>> Time(string group, params BenchCase[] cases)
        {
            cancellation.ThrowIfCancellationRequested();
            report($"{server}: {group}");
            return _rounds.TimeAsync($"{server}: {group}", cases, options.PerRound / 2);
        }

        // Before there is a node: whoever opens a session takes the game over.
        using (var session = await BenchSession.OpenAsync(game))
        {
            rows.AddRange(await Time(
                "one input, connection reuse",
                new BenchCase("a new client for each request", () => client.PostEachAnewAsync(["A"])),
                new BenchCase(Bare, () => client.PostAsync("A")),
                new BenchCase("an emulator's session", session.SendAsync)));
        }

        await using var node = await BenchNode.StartAsync([game]);
        foreach (var (name, inputs) in Scenarios)
            rows.AddRange(await Time($"scenario {name}, {inputs.Length} inputs", Cases(inputs, client, node)));
        var (five, fifty) = (Batch(5), Batch(50));
        rows.AddRange(await Time(
            "a batch of 50 against a batch of 5",
            new BenchCase("batch of 50", () => node.SendAsync(0, fifty, DispatchMode.Coalesced)),
            new BenchCase("batch of 5", () => node.SendAsync(0, five, DispatchMode.Coalesced))));
        foreach (var size in SizesFor(server, options))
            rows.AddRange(await Time($"{size} inputs", Cases([.. Enumerable.Repeat("A", size)], client, node)));
        return rows;
    }

    private static InputBatch Batch(int size) => InputBatch.Of(Enumerable.Repeat(InputSequence.Parse("A"), size));

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

    /// <summary>
    /// One input at a time where inputs come slowly: each goes to the next of many emulators, so that none gets enough of them to gather.
    /// </summary>
    private async Task<IReadOnlyList<BenchRow>> LowFrequencyAsync(BenchProcess server, CancellationToken cancellation)
    {
        const int Emulators = 64;
        cancellation.ThrowIfCancellationRequested();
        report("low frequency");
        await using var node = await BenchNode.StartAsync(
            [.. Enumerable.Range(0, Emulators).Select(i => Game(server, i))], node => node.Emulator.Buffering.ThresholdPerSecond = 1_000);
        using var client = new BenchClient(Game(server, 0));
        var one = InputSequence.Parse("A");
        var next = 0;
        return await _rounds.TimeAsync(
            "instant: one input where inputs come slowly (ratio: the bare client's time against this)",
            [
                new BenchCase(Bare, () => client.PostAsync("A")),
                new BenchCase("actor", () => node.SendAsync(next = (next + 1) % Emulators, one)),
            ],
            options.PerRound * 16);
    }

    /// <summary>
    /// Sixteen pressers for each of eight emulators that take 2.5 ms a request, against one client for each that waits for every answer. While
    /// eight are in flight the other eight gather, so that requests are full.
    /// </summary>
    private async Task<IReadOnlyList<BenchRow>> SerialPressersAsync(CancellationToken cancellation)
    {
        const int Emulators = 8;
        report("pressers on servers that take 2.5 ms a request");
        using var server = await BenchProcess.StartAsync(cancellation, "server", "--service", "serial:2.5");
        var games = Enumerable.Range(0, Emulators).Select(i => Game(server, i)).ToArray();
        await using var node = await BenchNode.StartAsync(games);
        var clients = Array.ConvertAll(games, game => new BenchClient(game));
        var one = InputSequence.Parse("A");
        var bare = new List<double>();
        var perRequest = new List<double>();
        var actor = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            bare.Add(await PressLoad.RunAsync(Emulators, 1, options.PerRound * 4, e => clients[e].PostAsync("A"), cancellation));
            var before = await BenchClient.StatsAsync(server.Address);
            actor.Add(await PressLoad.RunAsync(Emulators, 16, options.PerRound * 4, e => node.SendAsync(e, one), cancellation));
            var after = await BenchClient.StatsAsync(server.Address);
            perRequest.Add((double)(after.Inputs - before.Inputs) / (after.Requests - before.Requests));
        }

        foreach (var client in clients)
            client.Dispose();
        var size = new BenchRow(
            "serial:2.5: inputs a request", "16 pressers each, gathered", BenchRounds.Percentile(perRequest, 0.5), BenchRounds.Percentile(perRequest, 0.1),
            BenchRounds.Percentile(perRequest, 0.9), "inputs", null);
        return [size, .. Rates("serial:2.5: 8 emulators (ratio: inputs/s against the sequential client)", "a sequential client each", bare, "16 pressers each, gathered", actor)];
    }

    private static IReadOnlyList<BenchRow> Rates(string group, string baseline, List<double> bare, string name, List<double> actor)
    {
        return [Row(baseline, bare, null), Row(name, actor, BenchRounds.MedianRatio(actor, bare))];

        BenchRow Row(string what, List<double> rates, double? ratio) => new(
            group, what, BenchRounds.Percentile(rates, 0.5), BenchRounds.Percentile(rates, 0.1), BenchRounds.Percentile(rates, 0.9), "inputs/s", ratio);
    }

    /// <summary>How long a lone input waits when inputs are gathered: the window, and how well it is kept.</summary>
    private async Task<IReadOnlyList<BenchRow>> WindowAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        report("window");
        return await new WindowBench(options).RunAsync();
    }

    private async Task<IReadOnlyList<BenchRow>> LoneAsync(string service, BenchProcess server, CancellationToken cancellation)
    {
        report($"{service}: a lone agent");
        return await new LoneBench(options).RunAsync(service, number => Game(server, number), cancellation);
    }

    /// <summary>(e): eight pressers for each emulator, each sending its next input when the last was answered; inputs a second.</summary>
    private async Task<IReadOnlyList<BenchRow>> PressersAsync(string service, int emulators, BenchProcess server, CancellationToken cancellation)
    {
        const int Each = 8;
        report($"{service}: {emulators} emulators, {Each} pressers each");
        var games = Enumerable.Range(0, emulators).Select(i => Game(server, i)).ToArray();
        await using var node = await BenchNode.StartAsync(games);
        var clients = Array.ConvertAll(games, game => new BenchClient(game));
        var one = InputSequence.Parse("A");
        var bare = new List<PressCost>();
        var actor = new List<PressCost>();
        // The code of both is compiled for good first: that costs a processor for seconds, and whoever is measured meanwhile pays for both.
        await PressLoad.RunAsync(emulators, Each, options.PerRound * 8, e => clients[e].PostAsync("A"), cancellation);
        await PressLoad.RunAsync(emulators, Each, options.PerRound * 8, e => node.SendAsync(e, one), cancellation);
        for (var round = 0; round < options.Rounds; round++)
        {
            bare.Add(await PressLoad.MeasureAsync(emulators, Each, options.PerRound * 4, e => clients[e].PostAsync("A"), cancellation));
            actor.Add(await PressLoad.MeasureAsync(emulators, Each, options.PerRound * 4, e => node.SendAsync(e, one), cancellation));
        }

        foreach (var client in clients)
            client.Dispose();
        var group = $"{service}: {emulators} emulators with {Each} pressers each";
        return
        [
            .. Rates($"{group} (ratio: inputs/s against the bare client)", Bare, bare.ConvertAll(cost => cost.PerSecond), Gathered, actor.ConvertAll(cost => cost.PerSecond)),
            Row($"{group}: this process, an input", $"{Bare}: processor time", "µs", bare, cost => cost.Processor.TotalMicroseconds),
            Row($"{group}: this process, an input", $"{Gathered}: processor time", "µs", actor, cost => cost.Processor.TotalMicroseconds),
            Row($"{group}: this process, an input", $"{Bare}: allocated", "bytes", bare, cost => cost.Allocated),
            Row($"{group}: this process, an input", $"{Gathered}: allocated", "bytes", actor, cost => cost.Allocated),
        ];

        static BenchRow Row(string group, string name, string unit, List<PressCost> costs, Func<PressCost, double> value)
        {
            var values = costs.ConvertAll(cost => value(cost));
            return new BenchRow(
                group, name, BenchRounds.Percentile(values, 0.5), BenchRounds.Percentile(values, 0.1), BenchRounds.Percentile(values, 0.9), unit, null);
        }
    }
}
