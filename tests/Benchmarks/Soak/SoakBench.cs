using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Benchmarks.Soak;

/// <summary>
/// Three nodes with real games under random calls of every route, while nodes are stopped, killed and started again. In rounds: everybody plays, then
/// everybody waits, and the ledger of every game is compared with what the replies said.
/// </summary>
/// <param name="minutes">How long.</param>
/// <param name="seed">Of all that is random.</param>
/// <param name="games">Core and cartridge of the nodes.</param>
/// <param name="report">Takes a line for the reader.</param>
internal sealed class SoakBench(int minutes, int seed, IReadOnlyList<string> games, Action<string> report)
{
    private const int Nodes = 3;
    private const int Readers = 2;
    private const int MostTold = 40;
    // Short presses, so that there are many requests.
    private static readonly string[] Quick = ["--hold", "2", "--wait", "2"];
    private const string Interactive = "interactive";
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SettleBound = TimeSpan.FromSeconds(120);
    private readonly SoakRecord _record = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, SoakEvent[]> _adrift = new(StringComparer.Ordinal);
    private readonly List<(string Node, double Minute, double MiB, int Handles)> _weights = [];
    private IReadOnlyList<SoakNode> _nodes = [];
    private IReadOnlyList<string> _emulators = [];

    /// <summary>Runs it.</summary>
    /// <returns>What must not have happened; empty when all is well.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-soak-");
        report(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        try
        {
            _nodes = SoakNode.Cluster(Nodes, folder.FullName, [.. Quick, .. games]);
            _emulators = [.. _nodes.SelectMany(node => node.Emulators)];
            foreach (var node in _nodes)
                await node.StartAsync(cancellation);
            using var client = new SoakClient(_nodes, _record);
            await PlayAsync(client, cancellation);
            await CheckRoutesAsync(client);
            CheckWeights();
            return _record.Findings;
        }
        finally
        {
            foreach (var node in _nodes)
                node.Dispose();
            folder.Delete(recursive: true);
        }
    }

    private async Task PlayAsync(SoakClient client, CancellationToken cancellation)
    {
        var chaos = new SoakChaos(_nodes, _record, _random, report);
        var watch = Stopwatch.StartNew();
        var minute = 0;
        Weigh(watch.Elapsed);
        for (var round = 1; watch.Elapsed < TimeSpan.FromMinutes(minutes) && _record.Findings.Count == 0; round++)
        {
            await RoundAsync(client, round % 2 == 0 ? chaos : null, cancellation);
            if (watch.Elapsed.TotalMinutes < minute + 1)
                continue;
            minute = (int)watch.Elapsed.TotalMinutes;
            Weigh(watch.Elapsed);
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"minute {minute}: {_record.Calls} calls, {_record.Presses} presses, {_record.Judged} ledgers judged, {chaos.Done} stops and kills; {Weights()}"));
        }

        report($"answers: {_record.Answers()}");
        if (chaos.StopSeconds.Count > 0)
            report(string.Create(CultureInfo.InvariantCulture, $"stops: {chaos.StopSeconds.Count}, the longest took {chaos.StopSeconds.Max():0.0} s"));
    }

    private async Task RoundAsync(SoakClient client, SoakChaos? chaos, CancellationToken cancellation)
    {
        var before = await LedgersAsync(client, cancellation);
        using var more = new CancellationTokenSource(Round, TimeProvider.System);
        var plays = new List<(string? Emulator, SoakPlayer Player, bool IsAlone, Task Running)>();
        // In a third of the rounds the cluster chooses emulators too, and nobody has one alone.
        var isAnywhere = _random.Next(3) == 0;
        foreach (var emulator in _emulators)
            plays.AddRange(Begin(client, emulator, _random.Next(isAnywhere ? 1 : 0, 4), isAnywhere || _random.Next(4) > 0 ? Interactive : "bulk", more.Token));
        if (isAnywhere)
        {
            var anywhere = new SoakPlayer(client, _record, new Random(_random.Next()), Interactive, more.Token);
            plays.Add((null, anywhere, false, Task.Run(anywhere.SubmitAnywhereAsync, cancellation)));
        }

        var readers = Enumerable.Range(0, Readers).Select(_ => new SoakReader(client, _emulators, new Random(_random.Next()))).Select(reader => Task.Run(() => reader.RunAsync(more.Token), cancellation));
        var damage = chaos is null ? Task.FromResult(false) : DamageAsync(chaos, cancellation);
        await Task.WhenAll(plays.Select(play => play.Running).Concat(readers).Append(damage));

        var after = await LedgersAsync(client, cancellation);
        foreach (var emulator in _emulators)
            Judge(emulator, plays, before[emulator], after[emulator], await damage);
    }

    private static async Task<bool> DamageAsync(SoakChaos chaos, CancellationToken cancellation)
    {
        await Task.Delay(Round / 3, TimeProvider.System, cancellation);
        return await chaos.ActAsync(cancellation);
    }

    /// <summary>What is done with an emulator in this round: 0 one player has it alone, 1 players lease it in turn, otherwise they share it.</summary>
    private IEnumerable<(string? Emulator, SoakPlayer Player, bool IsAlone, Task Running)> Begin(SoakClient client, string emulator, int kind, string priority, CancellationToken more)
    {
        for (var i = kind == 0 ? 1 : _random.Next(1, 4); i > 0; i--)
        {
            var player = new SoakPlayer(client, _record, new Random(_random.Next()), priority, more);
            yield return (emulator, player, kind == 0, Task.Run(
                () => kind switch
                {
                    0 => player.OwnAsync(emulator, async () => await ReadAsync(client, emulator)),
                    1 => player.LeaseAsync(emulator),
                    _ => player.PressAsync(emulator),
                },
                CancellationToken.None));
        }
    }

    private void Judge(
        string emulator,
        IReadOnlyList<(string? Emulator, SoakPlayer Player, bool IsAlone, Task Running)> plays,
        (SoakLedger Ledger, long Epoch) before,
        (SoakLedger Ledger, long Epoch) after,
        bool gamesWereLost)
    {
        // What nobody told of may be pressed late, or anywhere.
        var events = plays.SelectMany(play => play.Player.Events).Where(e => e.Emulator is null || e.Emulator == emulator).ToArray();
        var carried = _adrift.GetValueOrDefault(emulator, []);
        _adrift[emulator] = [.. events.Where(e => e is { Least: 0, Most: > 0, Start: null, IsAdrift: true })];
        var isAlone = carried.Length == 0 && plays.Any(play => play.IsAlone && play.Emulator == emulator);
        _record.HasJudged();
        if (SoakJudge.Contradiction(before.Ledger, [.. carried, .. events], isAlone, gamesWereLost && before.Epoch != after.Epoch, after.Ledger) is not { } contradiction)
            return;
        var told = string.Join("\n    ", events.TakeLast(MostTold).Select(e => e.Told));
        _record.Find($"{emulator} (epoch {before.Epoch} to {after.Epoch}): {contradiction}; {events.Length} replies, the last:\n    {told}\n{LogOf(emulator)}");
    }

    /// <summary>Waits until every emulator can be played, and reads all ledgers.</summary>
    private async Task<Dictionary<string, (SoakLedger Ledger, long Epoch)>> LedgersAsync(SoakClient client, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var ledgers = new Dictionary<string, (SoakLedger, long)>(StringComparer.Ordinal);
        var last = "";
        while (ledgers.Count < _emulators.Count)
        {
            if (watch.Elapsed > SettleBound)
            {
                _record.Find($"not all emulators can be played within {SettleBound.TotalSeconds} s: {last}\n{Logs()}");
                return _emulators.ToDictionary(e => e, e => ledgers.GetValueOrDefault(e), StringComparer.Ordinal);
            }

            foreach (var emulator in _emulators.Where(emulator => !ledgers.ContainsKey(emulator)))
            {
                var status = await client.CallAsync("GET", "/api/emulators/{id}", $"/api/emulators/{emulator}");
                last = $"{emulator}: {status}";
                if (status.Text("state") == "quarantined")
                    _record.Find($"quarantined, though no emulator failed often: {status}");
                if (status.Text("state") is "ready" or "sequential" or "uncertain" && await ReadAsync(client, emulator) is { } ledger)
                    ledgers[emulator] = (ledger, status.Body.GetProperty("epoch").GetInt64());
            }

            if (ledgers.Count < _emulators.Count)
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation);
        }

        return ledgers;
    }

    private static async Task<SoakLedger?> ReadAsync(SoakClient client, string emulator)
    {
        var memory = await client.CallAsync(
            "GET", "/api/emulators/{id}/memory",
            string.Create(CultureInfo.InvariantCulture, $"/api/emulators/{emulator}/memory?address={DemoCartridge.LedgerAddress}&length={DemoCartridge.LedgerLength}"));
        return memory.Text("hex") is { } hex ? SoakLedger.Read(hex) : null;
    }

    /// <summary>Every route that a node describes was called.</summary>
    private async Task CheckRoutesAsync(SoakClient client)
    {
        var described = (await client.CallAsync("GET", "/openapi/v1.json", "/openapi/v1.json")).Body;
        if (described.ValueKind != JsonValueKind.Object)
            return;
        var missed = described.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name.Replace("**", "", StringComparison.Ordinal)}"))
            .Select(route => route.Length > 5 && route.EndsWith('/') && !route.EndsWith(" /", StringComparison.Ordinal) ? route[..^1] : route)
            .Except(_record.Routes, StringComparer.Ordinal).ToArray();
        if (missed.Length > 0 && minutes > 1)
            _record.Find($"routes that were never called: {string.Join(", ", missed)}");
        else if (missed.Length > 0)
            report($"routes that were not called in this time: {string.Join(", ", missed)}");
    }

    private void Weigh(TimeSpan at)
    {
        foreach (var node in _nodes)
        {
            if (node.Weight() is var (mib, handles))
                _weights.Add((node.Name, at.TotalMinutes, mib, handles));
        }
    }

    /// <summary>The end of every node's log, for a finding.</summary>
    private string Logs() => string.Join('\n', _nodes.Select(node => $"{node.Name}: {node.Log}"));

    /// <summary>What the nodes logged of an emulator.</summary>
    private string LogOf(string emulator) => string.Join('\n', _nodes.SelectMany(node => node.LogOf(emulator).Select(line => $"    {node.Name}: {line}")));

    private string Weights() => string.Join(", ", _nodes.Select(node => node.Weight() is var (mib, handles)
        ? string.Create(CultureInfo.InvariantCulture, $"{node.Name} {mib:0} MiB {handles} handles") : $"{node.Name} is away"));

    /// <summary>The first node runs all the time: its last quarter is not much heavier than its second.</summary>
    private void CheckWeights()
    {
        const int leastMinutes = 10;
        var first = _weights.Where(weight => weight.Node == _nodes[0].Name).ToArray();
        if (minutes < leastMinutes || first.Length < leastMinutes)
            return;
        var (early, late) = (first[(first.Length / 4)..(first.Length / 2)], first[(first.Length * 3 / 4)..]);
        var (memory, now) = (early.Average(w => w.MiB), late.Average(w => w.MiB));
        report(string.Create(CultureInfo.InvariantCulture, $"{_nodes[0].Name}: {memory:0} MiB in the second quarter, {now:0} MiB in the last; {early.Average(w => w.Handles):0} and {late.Average(w => w.Handles):0} handles"));
        if (now > (memory * 1.25) + 32)
            _record.Find(string.Create(CultureInfo.InvariantCulture, $"memory grows: {memory:0} MiB in the second quarter, {now:0} MiB in the last"));
        if (late.Average(w => w.Handles) > (early.Average(w => w.Handles) * 1.25) + 64)
            _record.Find(string.Create(CultureInfo.InvariantCulture, $"handles grow: {early.Average(w => w.Handles):0} in the second quarter, {late.Average(w => w.Handles):0} in the last"));
    }
}
