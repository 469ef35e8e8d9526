using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorInput.Actors.Agents;
using ActorInput.Benchmarks.Soak;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Benchmarks.Stops;

/// <summary>
/// One stop of one node: several agents press each game, but for two that are leased and for which others wait; the node gets its signal; then
/// everything is compared.
/// </summary>
/// <param name="client">Calls the nodes.</param>
/// <param name="record">Takes what must not have happened.</param>
/// <param name="emulators">All games of the cluster.</param>
/// <param name="pool">Waits for leases by its actors.</param>
/// <param name="random">Decides what is pressed.</param>
internal sealed class StopTrial(SoakClient client, SoakRecord record, IReadOnlyList<string> emulators, EmulatorPool pool, Random random)
{
    private const int PressersEach = 2;
    private const int InputsAround = 3;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Stops the node, and compares. The node is not started again.</summary>
    public async Task<StopResult> RunAsync(SoakNode stopping, SoakNode other, bool toGroup, CancellationToken cancellation)
    {
        var games = await SettleAsync(other, stopping, cancellation);
        HeldGame[] held = [new(client, record, games[0]), new(client, record, emulators.First(emulator => !games.Contains(emulator, StringComparer.Ordinal)))];
        var before = await LedgersAsync(other);
        using var stop = new CancellationTokenSource();
        var pressers = emulators.Except(held.Select(game => game.Emulator), StringComparer.Ordinal)
            .SelectMany(emulator => Enumerable.Repeat(emulator, PressersEach))
            .Select(emulator => new StopPresser(client, record, emulator, new Random(random.Next()))).ToArray();
        foreach (var game in held)
            await game.HoldAsync(stopping, other, pool);
        var pressing = Task.WhenAll(pressers.Select(presser => Task.Run(() => presser.RunAsync(stop.Token), CancellationToken.None)));
        await AppliedAsync(pressers, cancellation);

        var took = await stopping.EndAsync("TERM", cancellation, toGroup);

        foreach (var game in held)
            await game.CheckAsync(other);
        await AppliedAsync(pressers, cancellation);
        await stop.CancelAsync();
        await pressing.WaitAsync(Bound, TimeProvider.System, cancellation);
        await JudgeAsync(other, pressers, before);
        return new StopResult(
            toGroup, took.TotalSeconds, games.Count, pressers.Sum(presser => presser.Count), pressers.Sum(presser => presser.SentAgain),
            pressers.Sum(presser => presser.Broken), pressers.Sum(presser => presser.Refused),
            pressers.Sum(presser => presser.Unknown));
    }

    /// <summary>Waits until all games can be played and the node has some.</summary>
    /// <returns>The games that it has.</returns>
    private async Task<IReadOnlyList<string>> SettleAsync(SoakNode asked, SoakNode node, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        var suffix = FormattableString.Invariant($":{node.Port}");
        while (true)
        {
            var list = await client.CallAsync("GET", "/api/emulators", "/api/emulators", node: asked);
            var views = list.IsSuccess ? [.. list.Body.EnumerateArray()] : Array.Empty<JsonElement>();
            string[] games = [.. views.Where(view => Text(view, "node")?.EndsWith(suffix, StringComparison.Ordinal) == true).Select(view => Text(view, "id")!)];
            if (games.Length > 0 && views.Length == emulators.Count && Array.TrueForAll(views, view => Text(view, "state") == "ready"))
                return games;
            if (Stopwatch.GetElapsedTime(since) > Bound)
                throw new TimeoutException($"Node {node.Name} has no game, or not all games can be played, within {Bound.TotalSeconds} s: {list}");
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Waits until some more inputs of each presser are applied.</summary>
    private static async Task AppliedAsync(IReadOnlyList<StopPresser> pressers, CancellationToken cancellation)
    {
        var goals = pressers.Select(presser => presser.Count + InputsAround).ToArray();
        var since = Stopwatch.GetTimestamp();
        while (pressers.Where((presser, i) => presser.Count < goals[i]).Select(presser => presser.Emulator).ToArray() is { Length: > 0 } missing)
        {
            if (Stopwatch.GetElapsedTime(since) > Bound)
                throw new TimeoutException($"Inputs to {string.Join(", ", missing)} are not applied within {Bound.TotalSeconds} s.");
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    private async Task JudgeAsync(SoakNode asked, IReadOnlyList<StopPresser> pressers, Dictionary<string, (SoakLedger Ledger, long Restarts)> before)
    {
        var after = await LedgersAsync(asked);
        foreach (var emulator in emulators)
        {
            SoakEvent[] events = [.. pressers.Where(presser => presser.Emulator == emulator).SelectMany(presser => presser.Events)];
            record.HasJudged();
            if (SoakJudge.Contradiction(before[emulator].Ledger, events, inOrder: false, mayBeFresh: false, after[emulator].Ledger) is { } contradiction)
                record.Find($"{emulator}: {contradiction}; {events.Length} replies");
            if (after[emulator].Restarts != before[emulator].Restarts)
                record.Find($"{emulator} was started anew: {before[emulator].Restarts} restarts before, {after[emulator].Restarts} now");
        }
    }

    private async Task<Dictionary<string, (SoakLedger Ledger, long Restarts)>> LedgersAsync(SoakNode asked)
    {
        var ledgers = new Dictionary<string, (SoakLedger, long)>(StringComparer.Ordinal);
        foreach (var emulator in emulators)
        {
            var memory = await client.CallAsync(
                "GET", "/api/emulators/{id}/memory",
                string.Create(CultureInfo.InvariantCulture, $"/api/emulators/{emulator}/memory?address={DemoCartridge.LedgerAddress}&length={DemoCartridge.LedgerLength}"), node: asked);
            var status = await client.CallAsync("GET", "/api/emulators/{id}", $"/api/emulators/{emulator}", node: asked);
            var hex = memory.Text("hex") ?? throw new InvalidOperationException($"The ledger of {emulator} could not be read: {memory}");
            ledgers[emulator] = (SoakLedger.Read(hex), status.Body.GetProperty("restarts").GetInt64());
        }

        return ledgers;
    }

    private static string? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) ? value.GetString() : null;
}
