using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Tests.Timing;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>How long presses last, sent through a node to a real game, according to the game's own ledger.</summary>
public sealed partial class TimingTests : IAsyncLifetime
{
    private NodeProcess _node = null!;

    public async Task InitializeAsync() => _node = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1");

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task TableOfTheApi_ThroughANode_IsWhatTheGameSees()
    {
        foreach (var row in FrameTable.Rows)
        {
            using var reset = await _node.Client.PostAsync("/api/emulators/emu-1/reset", null);
            Assert.True(reset.IsSuccessStatusCode, await reset.Content.ReadAsStringAsync());
            var before = await _node.LedgerAsync("emu-1");
            foreach (var request in row.Requests)
                await SendAsync("inputs", row.Members(request));

            var after = await _node.LedgerAsync("emu-1");
            var presses = Enumerable.Range((int)before.Count, (int)(after.Count - before.Count))
                .Select(i => ((Button)after.Ring[i], (int)(after.Frames[i] - before.Frame)));
            Assert.True(row.Presses.SequenceEqual(presses), $"{row}: the game saw {string.Join(", ", presses)}");
            Assert.True(row.Seen.Count == after.Frame - before.Frame, $"{row}: {after.Frame - before.Frame} frames");
        }
    }

    [Fact]
    public async Task InputsAndBatches_OfEveryRoute_AreWhatTheGameSees()
    {
        var start = (await _node.LedgerAsync("emu-1")).Frame;

        // The frames of each input follow those of the one before.
        await SendAsync("inputs", new { inputs = "A*5", hold = 10, wait = 0 });
        await SendAsync("batches", new { inputs = new[] { "[RIGHT]+A*2", "B" }, hold = 2, wait = 0 });
        await SendAsync("inputs", new { inputs = "RIGHT:3/0 RIGHT+A:1/0 RIGHT:2/0 WAIT:1 A+B:1/0" });
        await SendAsync("inputs", new { inputs = "WAIT:1 A:2/0" });
        await SendAsync("inputs", new { inputs = "A:2/0 START" });
        using var anywhere = await _node.Client.PostAsJsonAsync("/api/batches", new { inputs = new[] { "B*2" }, emulator = "emu-1", wait = 5 });
        Assert.True(anywhere.IsSuccessStatusCode, await anywhere.Content.ReadAsStringAsync());

        (byte Buttons, int Frame)[] expected =
        [
            (0x01, 1), (0x01, 12), (0x01, 23), (0x01, 34), (0x01, 45),
            (0x11, 56), (0x01, 59), (0x02, 62),
            (0x10, 65), (0x01, 68), (0x03, 72),
            (0x01, 74), (0x08, 78),
            (0x02, 208), (0x02, 223),
        ];
        var ledger = await _node.LedgerAsync("emu-1");
        Assert.Equal(expected, Enumerable.Range(0, (int)ledger.Count).Select(i => (ledger.Ring[i], (int)(ledger.Frames[i] - start))));
        Assert.Equal(237u, ledger.Frame - start);
    }

    [Fact]
    public async Task InputsOfSeveralAgents_GatheredIntoOneRequest_KeepEachTheirTiming()
    {
        const int Agents = 48;
        var lasts = new Dictionary<byte, int> { [0x01] = 2 + 3, [0x02] = 4 + 1, [0x04] = 6, [0x08] = 1 + 9 };
        object[] inputs =
        [
            new { inputs = "A", hold = 2, wait = 3 }, new { inputs = "B", hold = 4, wait = 0 },
            new { inputs = "SELECT:6/0" }, new { inputs = "START:1", wait = 9 },
        ];
        var before = await RequestsAsync();

        // While the first input runs, the others gather.
        var slow = SendAsync("inputs", new { inputs = "WAIT:9000" });
        while (!slow.IsCompleted && (await _node.StatusAsync("emu-1")).GetProperty("inFlight").GetInt32() == 0)
        {
        }

        Assert.False(slow.IsCompleted, "the slow input was over before anybody saw it run");
        await Task.WhenAll(Enumerable.Range(0, Agents).Select(agent => SendAsync("inputs", inputs[agent % inputs.Length])));
        await slow;
        await SendAsync("inputs", new { inputs = "UP" });

        var requests = await RequestsAsync() - before;
        Assert.True(requests < Agents, $"{requests} requests for {Agents} inputs: nothing was gathered");
        var ledger = await _node.LedgerAsync("emu-1");
        var seen = 0;
        for (var i = 0; i < ledger.Count - 1; i++)
        {
            // Neighbouring exact presses of the same button are one press for the game.
            var frames = (int)(ledger.Frames[i + 1] - ledger.Frames[i]);
            Assert.True(frames % lasts[ledger.Ring[i]] == 0, $"press {i} of {ledger.Ring[i]:X2} took {frames} frames");
            Assert.True(frames == lasts[ledger.Ring[i]] || ledger.Ring[i] == 0x04, $"press {i} of {ledger.Ring[i]:X2} took {frames} frames");
            seen += frames / lasts[ledger.Ring[i]];
        }

        Assert.Equal(Agents, seen);
    }

    private async Task SendAsync(string route, object body)
    {
        using var response = await _node.Client.PostAsJsonAsync($"/api/emulators/emu-1/{route}", body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        Assert.Equal(answer.GetProperty("of").GetInt32(), answer.GetProperty("applied").GetInt32());
    }

    /// <summary>How many requests with inputs the node has sent.</summary>
    private async Task<int> RequestsAsync() =>
        RequestCount().Match(await _node.Client.GetStringAsync("/metrics")) is { Success: true } found ? int.Parse(found.Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("""^actorinput_request_duration_seconds_count(?:\{[^}]*\})? (?<count>\d+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestCount();
}
