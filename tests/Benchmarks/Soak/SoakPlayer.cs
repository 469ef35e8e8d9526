using System.Globalization;
using System.Text.Json;

namespace ActorInput.Benchmarks.Soak;

/// <summary>Plays emulators at random for the length of a round, and records what the replies say about the presses.</summary>
/// <param name="client">Calls the nodes.</param>
/// <param name="record">Counts.</param>
/// <param name="random">Decides.</param>
/// <param name="priority">
/// Of what it sends: one for all players of an emulator in a round, because what is interactive goes before what is bulk, whatever was accepted first.
/// </param>
/// <param name="more">Until when it plays.</param>
internal sealed class SoakPlayer(SoakClient client, SoakRecord record, Random random, string priority, CancellationToken more)
{
    private const int ToldLength = 300;

    // In the order of the ledger's bits, from the lowest.
    private static readonly string[] Buttons = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];
    private static readonly string[] Modes = ["coalesced", "sequential", "concurrent"];
    private readonly List<SoakEvent> _events = [];

    /// <summary>What the replies say, in the order of the requests.</summary>
    public IReadOnlyList<SoakEvent> Events => _events;

    /// <summary>Presses one emulator at the same time as others: inputs and batches of all modes, some with ids, deadlines and low priority.</summary>
    public async Task PressAsync(string emulator)
    {
        while (!more.IsCancellationRequested)
        {
            if (random.Next(3) == 0)
                await SendBatchAsync(emulator, Headers());
            else
                await SendInputAsync(emulator, Headers());
            await PauseAsync();
        }
    }

    /// <summary>Takes an emulator for itself again and again, and presses it with the lease, and at times without.</summary>
    public async Task LeaseAsync(string emulator)
    {
        while (!more.IsCancellationRequested)
        {
            var granted = await client.CallAsync("POST", "/api/leases", "/api/leases", new { emulator, timeoutMs = random.Next(3_000), durationMs = 10_000, holder = "soak" });
            if (granted.Text("lease") is not { } lease)
            {
                await PauseAsync();
                continue;
            }

            var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Lease"] = lease };
            for (var i = random.Next(1, 8); i > 0; i--)
                await SendInputAsync(emulator, headers);
            var foreign = await SendInputAsync(emulator, null);
            // Its lease may have ended with its owner meanwhile.
            if (foreign.IsSuccess && (await client.CallAsync("PUT", "/api/leases/{lease}", $"/api/leases/{lease}", new { durationMs = 10_000 })).IsSuccess)
                record.Find($"{emulator} was pressed without its lease {lease}: {foreign}");
            await client.CallAsync("DELETE", "/api/leases/{lease}", $"/api/leases/{lease}");
            await PauseAsync();
        }
    }

    /// <summary>Plays an emulator that nobody else plays: presses, resets, saves, returns, runs batches from a start.</summary>
    public async Task OwnAsync(string emulator, Func<Task<SoakLedger?>> ledger)
    {
        var name = $"soak-{emulator}-{Guid.NewGuid().ToString("N")[..6]}";
        SoakLedger? saved = null;
        while (!more.IsCancellationRequested)
        {
            switch (random.Next(6))
            {
                case 0:
                    var reset = await client.CallAsync("POST", "/api/emulators/{id}/reset", $"/api/emulators/{emulator}/reset");
                    Started(emulator, reset, SoakLedger.Fresh, "reset");
                    break;
                case 1 when saved is null:
                    // The saved game has the ledger's presses, because nobody else presses, unless an owner was lost in between; reading it again
                    // shows that.
                    var before = await ledger();
                    var kept = await client.CallAsync("POST", "/api/emulators/{id}/checkpoints", $"/api/emulators/{emulator}/checkpoints", new { name });
                    saved = kept.IsSuccess && before is not null && before == await ledger() ? before : null;
                    break;
                case 2 when saved is { } there:
                    var restored = await client.CallAsync("POST", "/api/emulators/{id}/restore", $"/api/emulators/{emulator}/restore", new { checkpoint = name });
                    Started(emulator, restored, there, "restore");
                    break;
                case 3:
                    await SubmitAsync(emulator, "fresh");
                    break;
                default:
                    await SendInputAsync(emulator, null);
                    break;
            }

            await PauseAsync();
        }

        if (saved is not null)
            await client.CallAsync("DELETE", "/api/checkpoints/{name}", $"/api/checkpoints/{name}");
    }

    /// <summary>Lets the cluster choose emulators, cancels some.</summary>
    public async Task SubmitAnywhereAsync()
    {
        while (!more.IsCancellationRequested)
        {
            await SubmitAsync(null, null);
            await PauseAsync();
        }
    }

    private async Task<SoakAnswer> SendInputAsync(string emulator, IReadOnlyDictionary<string, string>? headers)
    {
        var presses = Presses(random.Next(1, 6));
        var body = random.Next(4) == 0
            ? (object)new { inputs = Text(presses), priority, deadlineMs = random.Next(1, 2_000) }
            : new { inputs = Text(presses), priority };
        var answer = await client.CallAsync("POST", "/api/emulators/{id}/inputs", $"/api/emulators/{emulator}/inputs", body, headers);
        Add(emulator, answer.Body, answer, presses, null);
        return answer;
    }

    private async Task SendBatchAsync(string emulator, IReadOnlyDictionary<string, string>? headers)
    {
        var (mode, inputs) = RandomBatch();
        var answer = await client.CallAsync(
            "POST", "/api/emulators/{id}/batches", $"/api/emulators/{emulator}/batches", new { inputs = inputs.Select(Text), mode, priority }, headers);
        AddResults(emulator, answer, inputs, null);
    }

    private async Task SubmitAsync(string? emulator, string? start)
    {
        var (mode, inputs) = RandomBatch();
        var executionId = $"soak-{Guid.NewGuid():N}";
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["inputs"] = inputs.Select(Text),
            ["mode"] = mode,
            ["priority"] = priority,
            ["executionId"] = executionId,
            ["observe"] = new { stateHash = random.Next(2) == 0 },
        };
        if (emulator is not null)
            body["emulator"] = emulator;
        if (start is not null)
            body["start"] = start;
        if (random.Next(4) == 0)
            body["timeoutMs"] = random.Next(1, 500);
        var running = client.CallAsync("POST", "/api/batches", "/api/batches", body);
        if (random.Next(5) == 0)
            await client.CallAsync("DELETE", "/api/batches/{executionId}", $"/api/batches/{executionId}");
        var answer = await running;
        AddResults(answer.Text("emulator") ?? emulator, answer, inputs, start is null ? null : SoakLedger.Fresh);
    }

    /// <summary>All inputs of a concurrent batch are one button: their order is not promised, and so makes no difference.</summary>
    private (string Mode, byte[][] Inputs) RandomBatch()
    {
        var mode = Modes[random.Next(Modes.Length)];
        var inputs = Enumerable.Range(0, random.Next(1, 7)).Select(_ => Presses(random.Next(1, 4))).ToArray();
        return mode == "concurrent" ? (mode, [.. inputs.Select(input => input.Select(_ => inputs[0][0]).ToArray())]) : (mode, inputs);
    }

    private byte[] Presses(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)(1 << random.Next(Buttons.Length)))];

    private static string Text(byte[] presses) => string.Join(' ', presses.Select(press => Buttons[byte.TrailingZeroCount(press)]));

    private Dictionary<string, string>? Headers() =>
        random.Next(2) == 0 ? null : new(StringComparer.Ordinal) { ["Idempotency-Key"] = Guid.NewGuid().ToString("N") };

    private Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), TimeProvider.System, CancellationToken.None);

    /// <summary>One event for each input of a batch that has results, otherwise one for all of them.</summary>
    private void AddResults(string? emulator, SoakAnswer answer, byte[][] inputs, SoakLedger? start)
    {
        if (answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array
            && results.GetArrayLength() == inputs.Length)
        {
            for (var i = 0; i < inputs.Length; i++)
                Add(emulator, results[i], answer, inputs[i], i == 0 ? start : null);
            return;
        }

        Add(emulator, answer.Body, answer, [.. inputs.SelectMany(input => input)], start);
    }

    private void Add(string? emulator, JsonElement reply, SoakAnswer answer, byte[] presses, SoakLedger? start)
    {
        var outcome = Text(reply, "outcome");
        // Without an outcome it was refused before it reached an emulator, unless the connection broke or the node gave up waiting.
        var (least, most) = outcome switch
        {
            "applied" => (presses.Length, presses.Length),
            "partial" => ((int)Number(reply, "applied"), (int)Number(reply, "applied")),
            "unknown" => (0, presses.Length),
            null when answer.Status is 0 or 504 => (0, presses.Length),
            _ => (0, 0),
        };
        if (outcome == "applied")
            record.Pressed(presses.Length);
        _events.Add(new SoakEvent(emulator, Number(reply, "epoch"), Number(reply, "sequence"), presses, least, most, start, start is not null && least == 0, Told(presses, reply, answer)));
    }

    private static string Told(byte[] presses, JsonElement reply, SoakAnswer answer)
    {
        var text = $"{Text(presses)}: {answer.Status} {(reply.ValueKind == JsonValueKind.Undefined ? "" : reply.GetRawText())}";
        return text.Length <= ToldLength ? text : text[..ToldLength];
    }

    /// <summary>A command that was not answered with success may still be done.</summary>
    private void Started(string emulator, SoakAnswer answer, SoakLedger ledger, string what)
    {
        if (answer.Status is 400 or 404 or 422 or 423)
            return;
        _events.Add(new SoakEvent(
            emulator, Number(answer.Body, "epoch"), Number(answer.Body, "sequence"), [], 0, 0, ledger, !answer.IsSuccess, string.Create(CultureInfo.InvariantCulture, $"{what}: {answer}")));
    }

    private static string? Text(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
