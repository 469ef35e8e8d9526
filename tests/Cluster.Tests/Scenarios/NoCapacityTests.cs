using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Cluster.Tests.Agents;
using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>More emulators than there are slots.</summary>
[Collection(GuardedCluster.Tests)]
public sealed class NoCapacityTests(GuardedCluster shared)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private TestCluster Cluster => shared.Cluster;

    [Fact]
    public async Task FullCluster_SaysSoWithItsNumbers_AndStartsWhatWaitsOnceThereIsRoom()
    {
        await Cluster.SettleAsync();
        var waiting = Cluster.Add(shared.Plan("late", slots: 0));
        var gateway = Cluster.Nodes[0].Client;
        try
        {
            var problem = await RefusalAsync(gateway, "late-1");
            // Two nodes with a slot each, and one without.
            Assert.Contains("In the cluster 0 of 2 slots are free", problem, StringComparison.Ordinal);
            await waiting.Process.LineAsync(Bound, "starting:", "late-1", "slots");
            Assert.False(waiting.IsReady);

            var room = await Cluster.JoinAsync(shared.Plan("room", slots: 2) with { Emulators = [] });
            await waiting.ReadyAsync();
            await Cluster.SettleAsync();
            await using var agents = await NumberedAgents.StartAsync(Cluster, Cluster.Emulators, [0, 1], each: 1, sendsAgain: false);
            await agents.AppliedAsync(3);
            foreach (var play in await agents.StopAsync())
                LedgerJudge.AssertWentOn(play, await Cluster.LedgerAsync(play.Emulator));
            Assert.EndsWith(room.Address, (await Cluster.Nodes[0].EmulatorAsync("late-1")).Node, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var node in Cluster.Nodes.Skip(2))
            {
                await node.Process.SignalAsync("TERM");
                await node.Process.EndAsync(Bound);
                await Cluster.RemoveAsync(node);
            }
        }
    }

    /// <summary>The answer to an input to an emulator without a slot, once the cluster knows the emulator.</summary>
    private static async Task<string> RefusalAsync(HttpClient gateway, string emulator)
    {
        var detail = "";
        await Wait.UntilNothingMissesAsync(
            async () =>
            {
                using var response = await gateway.PostAsJsonAsync($"/api/emulators/{emulator}/inputs", new { inputs = "A" });
                var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable || body.GetProperty("code").GetString() != "noCapacity")
                    return $"the input to {emulator} is answered {body}";
                detail = body.GetProperty("detail").GetString()!;
                return null;
            },
            Bound);
        return detail;
    }
}
