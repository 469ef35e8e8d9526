using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Benchmarks.Emulator;

/// <summary>
/// What the emulator server costs beyond its core: frames a second through <c>/inputs</c> compared with a bare loop over the same core, the cost of a
/// key in one <c>/action</c> of eight, and the cost of states. <c>./run bench emulator</c>.
/// </summary>
internal sealed class EmulatorBench(BenchOptions options, IGameFactory factory, Action<string> report)
{
    private const int InputsPerBatch = 8;
    private const int WarmUpRequests = 500;
    private static readonly TimeSpan MostStartCheck = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly PressTiming Timing = PressTiming.PokemonGym;

    /// <summary>How often a run with these options reports, for a progress bar.</summary>
    public static int StepsOf(BenchOptions options) => (2 * options.Rounds * 2) + 3;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        using var server = await BenchProcess.StartProductAsync(
            ["emulator", "--port", "0", "--count", "2", "--json", "--exit-with-stdin", .. options.EmulatorArguments], [], cancellation);
        report("the server's first requests");
        await WarmUpAsync(server.Address, cancellation);
        foreach (var games in (int[])[1, 2])
        {
            var loop = new List<double>();
            var inputs = new List<double>();
            for (var round = 0; round < options.Rounds * 2; round++)
            {
                report($"{games} {(games == 1 ? "game" : "games")}, round {round + 1} of {options.Rounds * 2}");
                loop.Add(BareLoop(games));
                inputs.Add(await ThroughServerAsync(server.Address, games, cancellation));
            }

            var group = $"{games} {(games == 1 ? "game" : "games at once")}, frames a second";
            rows.Add(Row(group, "a bare loop over the core", loop, null));
            rows.Add(Row(group, "through /inputs, batches of 8", inputs, BenchRounds.MedianRatio(inputs, loop)));
        }

        rows.Add(await ActionAsync(new Uri(server.Address, "1/"), cancellation));
        report("states");
        if (factory.HasSavestates)
            rows.AddRange(new StateBench(factory, options.Rounds * 20).Run());
        return rows;
    }

    private TimeSpan PerTurn => options.PerRound * 4;

    /// <summary>The same frames as a batch of presses, without a server: the sum of the games' speeds.</summary>
    private double BareLoop(int games)
    {
        var rates = new double[games];
        var threads = Enumerable.Range(0, games).Select(index => new Thread(() =>
        {
            using var game = factory.Create();
            var started = Stopwatch.GetTimestamp();
            long frames = 0;
            while (Stopwatch.GetElapsedTime(started) < PerTurn)
            {
                game.Run(Button.A, Timing.Hold, render: false);
                game.Run(Button.None, Timing.Wait, render: false);
                frames += Timing.Hold + Timing.Wait;
            }

            rates[index] = frames / Stopwatch.GetElapsedTime(started).TotalSeconds;
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return rates.Sum();
    }

    /// <summary>
    /// Waits for the end of the server's check of states, which occupies a processor core, and warms the code up. It sends inputs of one frame:
    /// presses take so long that there would be too few requests.
    /// </summary>
    private static async Task WarmUpAsync(Uri server, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        while ((await client.GetFromJsonAsync<JsonElement>(new Uri(server, "1/capabilities"), cancellation)).GetProperty("stateCheck").GetProperty("status").ValueEquals("running"))
        {
            if (Stopwatch.GetElapsedTime(started) > MostStartCheck)
                throw new InvalidOperationException($"The server's check of states took longer than {MostStartCheck.TotalMinutes} minutes.");
            await Task.Delay(LookEvery, TimeProvider.System, cancellation);
        }

        for (var i = 0; i < WarmUpRequests * 2; i++)
            await PressAsync(client, new Uri(server, $"{1 + (i % 2)}/inputs"), Batch("A:1/0"), cancellation);
    }

    private async Task<double> ThroughServerAsync(Uri server, int games, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var body = Batch("A");
        var rates = await Task.WhenAll(Enumerable.Range(1, games).Select(async game =>
        {
            var started = Stopwatch.GetTimestamp();
            long frames = 0;
            while (Stopwatch.GetElapsedTime(started) < PerTurn)
                frames += await PressAsync(client, new Uri(server, $"{game}/inputs"), body, cancellation) * (Timing.Hold + Timing.Wait);
            return frames / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }));
        return rates.Sum();
    }

    private static byte[] Batch(string input) =>
        Encoding.UTF8.GetBytes($$"""{"inputs":[{{string.Join(',', Enumerable.Repeat($"\"{input}\"", InputsPerBatch))}}]}""");

    private static async Task<int> PressAsync(HttpClient client, Uri inputs, byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync(inputs, content, cancellation);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("applied").GetInt32();
    }

    private async Task<BenchRow> ActionAsync(Uri game, CancellationToken cancellation)
    {
        report("/action with eight keys");
        using var client = new HttpClient();
        (await client.PostAsJsonAsync(new Uri(game, "initialize"), new { headless = true }, cancellation)).EnsureSuccessStatusCode();
        var times = new List<double>();
        for (var i = 0; i < options.Rounds * 5; i++)
        {
            var before = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync(
                new Uri(game, "action"), new { action_type = "press_key", keys = Enumerable.Repeat("a", InputsPerBatch) }, cancellation);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(cancellation);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds / InputsPerBatch);
        }

        return new BenchRow(
            "eight keys in one /action, with its picture", "a key", BenchRounds.Percentile(times, 0.5), BenchRounds.Percentile(times, 0.1),
            BenchRounds.Percentile(times, 0.9), "ms", null);
    }

    private static BenchRow Row(string group, string name, List<double> values, double? ratio) => new(
        group, name, BenchRounds.Percentile(values, 0.5), BenchRounds.Percentile(values, 0.1), BenchRounds.Percentile(values, 0.9), "frames/s", ratio);
}
