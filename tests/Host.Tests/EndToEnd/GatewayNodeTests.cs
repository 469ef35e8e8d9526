using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A node that owns no emulators answers for the emulators of another node.</summary>
public sealed class GatewayNodeTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Gateway_WithoutEmulators_DoesEverythingForThoseOfAnotherNode()
    {
        await using var owner = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1");
        var address = (await owner.Client.GetFromJsonAsync<JsonElement>("/api/nodes"))[0].GetProperty("address").GetString()!;
        var port = new Uri(address.Replace("akka.tcp://actorinput@", "tcp://", StringComparison.Ordinal)).Port;
        await using var gateway = await NodeProcess.StartAsync("--emulators", "0", "--roles", "gateway", "--seed", $"127.0.0.1:{port}");
        await NodesAsync(gateway, nodes => nodes.Count == 2 && nodes.All(node => node.GetProperty("http").GetString() is not null));

        using var list = await gateway.Client.GetAsync("/api/emulators");
        Assert.Equal("emu-1", Assert.Single((await list.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()).GetProperty("id").GetString());
        var granted = await PostAsync(gateway, "/api/leases", new { timeoutMs = 20_000 }, HttpStatusCode.Created);
        var lease = granted.GetProperty("lease").GetString();
        await PostAsync(owner, "/api/emulators/emu-1/inputs", new { inputs = "A" }, HttpStatusCode.Locked);
        await PostAsync(gateway, "/api/emulators/emu-1/inputs", new { inputs = "RIGHT", lease }, HttpStatusCode.OK);
        var saved = await PostAsync(gateway, "/api/emulators/emu-1/checkpoints", new { name = "gate" }, HttpStatusCode.Created);
        Assert.Equal("gate", (await gateway.Client.GetFromJsonAsync<JsonElement>("/api/checkpoints"))[0].GetProperty("name").GetString());
        var done = await PostAsync(gateway, "/api/batches", new { inputs = new[] { "WAIT:1" }, start = "gate", lease, observe = new { stateHash = true } }, HttpStatusCode.OK);
        Assert.NotEqual(saved.GetProperty("stateHash").GetString(), done.GetProperty("observations").GetProperty("stateHash").GetString());

        string[] inputs = [.. Enumerable.Repeat("WAIT:5000", 64)];
        var running = PostAsync(gateway, "/api/batches", new { inputs, mode = "sequential", executionId = "long", lease }, HttpStatusCode.Conflict);
        await CancelAsync(owner, "long");
        Assert.Equal("cancelled", (await running).GetProperty("executionStatus").GetString());
        using var released = await owner.Client.DeleteAsync($"/api/leases/{lease}");
        Assert.Equal(HttpStatusCode.OK, released.StatusCode);
        using var removed = await gateway.Client.DeleteAsync("/api/checkpoints/gate");
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
    }

    private static async Task NodesAsync(NodeProcess node, Predicate<List<JsonElement>> until)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        List<JsonElement> nodes;
        do
        {
            Assert.False(bound.IsCancellationRequested, $"the nodes did not come together within {Bound.TotalSeconds} s");
            await poll.WaitForNextTickAsync();
            nodes = [.. (await node.Client.GetFromJsonAsync<JsonElement>("/api/nodes")).EnumerateArray()];
        }
        while (!until(nodes));
    }

    /// <summary>Cancels the execution at another node than the one that runs it; repeats that until the execution exists.</summary>
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

    private static async Task<JsonElement> PostAsync(NodeProcess node, string path, object body, HttpStatusCode expected)
    {
        using var response = await node.Client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path}: {(int)response.StatusCode}, not {(int)expected}: {text}");
        return JsonElement.Parse(text);
    }
}
