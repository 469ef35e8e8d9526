using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Leases, checkpoints and batches over a real node with real games.</summary>
public sealed class LeaseAndCheckpointTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task LeaseThenCheckpointThenRestore_OverARealNode_HoldWhatTheyPromise()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "2", "--slots", "2");
        var granted = await SendAsync(node, HttpMethod.Post, "/api/leases", new { emulator = "emu-1", holder = "test", timeoutMs = 30_000 }, HttpStatusCode.Created);
        var lease = granted.GetProperty("lease").GetString()!;
        Assert.Equal("test", (await node.StatusAsync("emu-1")).GetProperty("lease").GetProperty("holder").GetString());

        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "A" }, HttpStatusCode.Locked);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/reset", null, HttpStatusCode.Locked);
        await SendAsync(node, HttpMethod.Post, "/api/batches", new { inputs = new[] { "A" }, emulator = "emu-1" }, HttpStatusCode.Locked);
        await SendAsync(node, HttpMethod.Post, "/api/leases", new { emulator = "emu-1" }, HttpStatusCode.GatewayTimeout);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "RIGHT B", lease }, HttpStatusCode.OK);

        var saved = await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/checkpoints", new { name = "gate" }, HttpStatusCode.Created);
        var hash = saved.GetProperty("stateHash").GetString();
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "DOWN A", lease }, HttpStatusCode.OK);
        Assert.NotEqual(hash, await HashAsync(node, "emu-1"));
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/restore", new { checkpoint = "gate" }, HttpStatusCode.Locked);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/restore", new { checkpoint = "gate", lease }, HttpStatusCode.OK);
        Assert.Equal(hash, await HashAsync(node, "emu-1"));
        (await node.LedgerAsync("emu-1")).AssertIs([0x10, 0x02], "the game after it returned");

        // Any other game can load a checkpoint of one game.
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-2/restore", new { checkpoint = "gate" }, HttpStatusCode.OK);
        Assert.Equal(hash, await HashAsync(node, "emu-2"));
        Assert.Equal(hash, (await node.Client.GetFromJsonAsync<JsonElement>("/api/checkpoints/gate")).GetProperty("stateHash").GetString());
        await SendAsync(node, HttpMethod.Delete, "/api/checkpoints/gate", null, HttpStatusCode.OK);
        await SendAsync(node, HttpMethod.Get, "/api/checkpoints/gate", null, HttpStatusCode.NotFound);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-2/restore", new { checkpoint = "gate" }, HttpStatusCode.NotFound);

        await SendAsync(node, HttpMethod.Put, $"/api/leases/{lease}", new { durationMs = 120_000 }, HttpStatusCode.OK);
        await SendAsync(node, HttpMethod.Delete, $"/api/leases/{lease}", null, HttpStatusCode.OK);
        await SendAsync(node, HttpMethod.Delete, $"/api/leases/{lease}", null, HttpStatusCode.Conflict);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "A", lease }, HttpStatusCode.Conflict);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "A" }, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lease_OthersInputsWait_BeginsWhenTheyAreOutOfTheWay()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1");
        var others = Enumerable.Range(0, 20)
            .Select(i => node.Client.PostAsJsonAsync("/api/emulators/emu-1/inputs", new { inputs = "UP*20", priority = i % 2 == 0 ? "interactive" : "bulk" }))
            .ToList();
        await UntilAsync(async () => (await node.StatusAsync("emu-1")).GetProperty("queued").GetInt32() > 5 || others.TrueForAll(other => other.IsCompleted));

        var granted = await SendAsync(node, HttpMethod.Post, "/api/leases", new { emulator = "emu-1", timeoutMs = 30_000 }, HttpStatusCode.Created);
        var before = await node.LedgerAsync("emu-1");
        var lease = granted.GetProperty("lease").GetString()!;
        for (var i = 0; i < 5; i++)
            await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "A", lease, priority = "bulk" }, HttpStatusCode.OK);

        Assert.Equal(before.Count + 5, (await node.LedgerAsync("emu-1")).Count);
        uint applied = 0;
        foreach (var answer in await Task.WhenAll(others))
        {
            var reply = await answer.Content.ReadFromJsonAsync<JsonElement>();
            answer.Dispose();
            applied += reply.GetProperty("applied").GetUInt32();
            Assert.True(reply.GetProperty("outcome").GetString() is "applied" || reply.GetProperty("code").GetString() is "leased", reply.ToString());
        }

        Assert.Equal(before.Count, applied);
    }

    [Fact]
    public async Task Batches_FreshTwiceThenCancelled_OverARealNode()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "2", "--slots", "2");
        var hashes = new List<string?>();
        foreach (var emulator in new[] { "emu-1", "emu-2" })
        {
            var done = await SendAsync(
                node,
                HttpMethod.Post,
                "/api/batches",
                new { inputs = new[] { "A B", "START" }, emulator, start = "fresh", observe = new { stateHash = true, picture = true, memory = new[] { "0xC000:4" } } },
                HttpStatusCode.OK);
            var seen = done.GetProperty("observations");
            hashes.Add(seen.GetProperty("stateHash").GetString());
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], seen.GetProperty("picture").GetBytesFromBase64()[..4]);
            Assert.Equal(8, seen.GetProperty("memory")[0].GetProperty("hex").GetString()!.Length);
        }

        Assert.Equal(hashes[0], hashes[1]);
        var anywhere = await SendAsync(
            node, HttpMethod.Post, "/api/batches", new { inputs = new[] { "A B", "START" }, start = "fresh", observe = new { stateHash = true } }, HttpStatusCode.OK);
        Assert.Equal(hashes[0], anywhere.GetProperty("observations").GetProperty("stateHash").GetString());

        string[] inputs = ["A", .. Enumerable.Repeat("WAIT:5000", 63)];
        var running = node.Client.PostAsJsonAsync("/api/batches", new { inputs, mode = "sequential", executionId = "long" });
        await CancelAsync(node, "long");
        using var answer = await running;
        var cancelled = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.Conflict, cancelled.ToString());
        Assert.Equal(("cancelled", "long"), (cancelled.GetProperty("executionStatus").GetString(), cancelled.GetProperty("executionId").GetString()));
        Assert.InRange(cancelled.GetProperty("applied").GetInt32(), 0, cancelled.GetProperty("of").GetInt32() - 1);
    }

    [Fact]
    public async Task Batches_StartAtAnotherEmulator_ContinueItsGameAndLeaveItAlone()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "3", "--slots", "3");
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "RIGHT B DOWN" }, HttpStatusCode.OK);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-2/inputs", new { inputs = "START" }, HttpStatusCode.OK);
        var before = await HashAsync(node, "emu-1");
        object Batch(string emulator) => new { inputs = new[] { "A B", "LEFT" }, emulator, start = new { emulator = "emu-1" }, observe = new { stateHash = true } };
        var done = await SendAsync(node, HttpMethod.Post, "/api/batches", new { batches = new[] { Batch("emu-2"), Batch("emu-3") } }, HttpStatusCode.OK);
        var hashes = done.GetProperty("executions").EnumerateArray().Select(one => one.GetProperty("observations").GetProperty("stateHash").GetString()).ToList();
        Assert.Equal(before, await HashAsync(node, "emu-1"));
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "A B" }, HttpStatusCode.OK);
        await SendAsync(node, HttpMethod.Post, "/api/emulators/emu-1/inputs", new { inputs = "LEFT" }, HttpStatusCode.OK);
        var continued = await HashAsync(node, "emu-1");
        Assert.NotEqual(before, continued);
        Assert.Equal([continued, continued], hashes);
        Assert.Equal(0, (await node.Client.GetFromJsonAsync<JsonElement>("/api/checkpoints")).GetArrayLength());
    }

    [Fact]
    public async Task Nodes_OfALoneNode_TellWhatItIs()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "2", "--slots", "3");
        using var bound = new CancellationTokenSource(Bound);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonElement self;
        do
        {
            await poll.WaitForNextTickAsync(bound.Token);
            self = Assert.Single((await node.Client.GetFromJsonAsync<JsonElement>("/api/nodes", bound.Token)).EnumerateArray());
        }
        while (self.GetProperty("emulators").ValueKind == JsonValueKind.Null || self.GetProperty("emulators").GetInt32() < 2 || self.GetProperty("http").GetString() is null);

        Assert.Equal("up", self.GetProperty("status").GetString());
        Assert.True(self.GetProperty("isSelf").GetBoolean() && self.GetProperty("isLeader").GetBoolean() && self.GetProperty("isOldest").GetBoolean());
        Assert.Equal((3, 1, 0), (
            self.GetProperty("slots").GetProperty("total").GetInt32(), self.GetProperty("slots").GetProperty("free").GetInt32(), self.GetProperty("slots").GetProperty("static").GetInt32()));
        Assert.Equal(node.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), self.GetProperty("http").GetString());
    }

    [Fact]
    public async Task Checkpoint_InAFolder_OutlivesItsNode()
    {
        var folder = Directory.CreateTempSubdirectory("checkpoints");
        try
        {
            var options = new { Checkpoints = new { Directory = folder.FullName } };
            string? hash;
            await using (var first = await NodeProcess.StartAsync(options, ["--emulators", "1", "--slots", "1"]))
            {
                await first.PressAsync("emu-1", "RIGHT A");
                var saved = await SendAsync(first, HttpMethod.Post, "/api/emulators/emu-1/checkpoints", new { name = "gate" }, HttpStatusCode.Created);
                hash = saved.GetProperty("stateHash").GetString();
            }

            await using var next = await NodeProcess.StartAsync(options, ["--emulators", "1", "--slots", "1"]);
            await SendAsync(next, HttpMethod.Post, "/api/emulators/emu-1/restore", new { checkpoint = "gate" }, HttpStatusCode.OK);
            Assert.Equal(hash, await HashAsync(next, "emu-1"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Repeats the cancellation until the execution exists.</summary>
    private static async Task CancelAsync(NodeProcess node, string executionId)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (true)
        {
            using var answer = await node.Client.DeleteAsync($"/api/batches/{executionId}", bound.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, await answer.Content.ReadAsStringAsync(bound.Token));
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await isSo())
            await poll.WaitForNextTickAsync(bound.Token);
    }

    private static async Task<string?> HashAsync(NodeProcess node, string emulator) =>
        (await node.Client.GetFromJsonAsync<JsonElement>($"/api/emulators/{emulator}/state")).GetProperty("stateHash").GetString();

    private static async Task<JsonElement> SendAsync(NodeProcess node, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await node.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode}, not {(int)expected}: {text}");
        return JsonElement.Parse(text);
    }
}
