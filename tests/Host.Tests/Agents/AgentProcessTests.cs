using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ActorInput.Host.Tests.Commands;
using ActorInput.Host.Tests.Nodes;

namespace ActorInput.Host.Tests.Agents;

/// <summary>The command <c>agent</c> beside a node, each a process of its own.</summary>
public sealed class AgentProcessTests
{
    [Fact]
    public async Task Agent_PressesWhatItIsToldAndGivesTheLeaseBack_AlsoWhenItIsInterrupted()
    {
        await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", "--slots", "1", "--json");
        using var client = new HttpClient { BaseAddress = new Uri((await node.ReadJsonAsync()).GetProperty("ready").GetString()!) };
        var seed = new Uri((await EmulatorAsync(client)).GetProperty("node").GetString()!.Replace("akka.tcp://", "tcp://", StringComparison.Ordinal)).Port;

        await using (var agent = HostProcess.Start("agent", "--seed", $"127.0.0.1:{seed}", "--emulator", "emu-1", "--inputs", "RIGHT A", "--count", "5", "--json"))
        {
            var leased = await agent.ReadJsonAsync();
            Assert.Equal(("emu-1", 1), (leased.GetProperty("emulator").GetString(), leased.GetProperty("lease").GetInt64()));
            for (var i = 1; i <= 5; i++)
            {
                var reply = await agent.ReadJsonAsync();
                Assert.Equal(("applied", 2, i), (reply.GetProperty("outcome").GetString(), reply.GetProperty("applied").GetInt32(), reply.GetProperty("sequence").GetInt32()));
            }

            var summary = await agent.ReadJsonAsync();
            Assert.Equal((5, 5, true), (summary.GetProperty("inputs").GetInt32(), summary.GetProperty("applied").GetInt32(), summary.GetProperty("released").GetBoolean()));
            Assert.InRange(summary.GetProperty("p50Ms").GetDouble(), 0.1, summary.GetProperty("p99Ms").GetDouble());
            var (code, output, error, _) = await agent.EndAsync();
            Assert.True((code, output) == (0, ""), error);
        }

        Assert.Equal(10, (await EmulatorAsync(client)).GetProperty("stepsApplied").GetInt64());

        await using (var agent = HostProcess.Start("agent", "--seed", $"127.0.0.1:{seed}", "--wait", "10", "--inputs", "B", "--count", "1", "--hold-lease", "600"))
        {
            Assert.Equal("emu-1 is leased (lease 2)", await agent.ReadLineAsync());
            Assert.StartsWith("1 applied, 1 of 1 in ", await agent.ReadLineAsync(), StringComparison.Ordinal);
            using (var refused = await client.PostAsJsonAsync("/api/emulators/emu-1/inputs", new { inputs = "A" }))
                Assert.False(refused.IsSuccessStatusCode);
            await agent.SignalAsync("INT");
            var (code, output, error, took) = await agent.EndAsync();
            Assert.True(code == 0, error);
            Assert.Matches("^applied 1 of 1 inputs on emu-1, p50 [0-9.]+ ms, p99 [0-9.]+ ms; released\n$", output);
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }

        using var free = await client.PostAsJsonAsync("/api/emulators/emu-1/inputs", new { inputs = "A" });
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    [Fact]
    public async Task Agent_WithoutACluster_SaysWhatToDo()
    {
        var (code, output, error) = await HostCommandLineTests.RunAsync("agent");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal("An agent needs a cluster to join: name one of its nodes with --seed HOST:PORT, or in a file with --config (SeedNodes or DiscoveryService).\n", error);

        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        (code, output, error) = await HostCommandLineTests.RunAsync($"agent --join 1 --seed 127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"No cluster was reached at 127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port} (--seed). The cluster 'actorinput' was not reached within 1 s.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_BadSeed_IsNamed()
    {
        var (code, _, error) = await HostCommandLineTests.RunAsync("agent --seed nowhere");
        Assert.Equal(1, code);
        Assert.Equal("ActorInput:SeedNodes has 'nowhere'; host:port is allowed, for example 10.0.0.1:4053.\n", error);
    }

    private static async Task<JsonElement> EmulatorAsync(HttpClient client) => await client.GetFromJsonAsync<JsonElement>("/api/emulators/emu-1");
}
