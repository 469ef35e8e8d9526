using ActorInput.Actors.Agents;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>How the fleet is doing, and whether an agent can work.</summary>
public sealed class PoolHealthTests : PoolTestKit
{
    [Fact]
    public async Task Status_CountsWhatTheFleetTells()
    {
        var pending = Pool.StatusAsync();
        await AnswerList();
        Assert.Equal(new PoolStatus(Total: 5, Ready: 3, Available: 2, Leased: 1, Quarantined: 1, Waiting: 0, Nodes: 3), await pending.Within(Bound));
    }

    [Theory]
    [InlineData(true, 3, 2, null)]
    [InlineData(false, 0, 0, "not in the cluster")]
    [InlineData(true, 0, 0, "No node of the cluster has the role 'emulator'")]
    [InlineData(true, 3, 1, "1 of 3 nodes that own emulators can be reached; more than half are needed.")]
    [InlineData(true, 2, 1, "1 of 2 nodes")]
    public async Task HealthCheck_SaysWhatIsWrong(bool joined, int nodes, int reachable, string? problem)
    {
        Reach = new ClusterReach(joined, nodes, reachable);
        var pending = Pool.HealthCheckAsync();
        if (problem is null)
            await AnswerList();
        var health = await pending.Within(Bound);
        Assert.Equal((problem is null, problem is null ? 3 : 0), (health.IsHealthy, health.Ready));
        Assert.Contains(problem ?? "", health.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_FleetThatDoesNotAnswer_IsToldAndDoesNotThrow()
    {
        Options.QueryTimeout = TimeSpan.FromMilliseconds(100);
        var health = await Pool.HealthCheckAsync().Within(Bound);
        Assert.False(health.IsHealthy);
        Assert.Contains("did not list the emulators", health.Detail, StringComparison.Ordinal);
    }

    private async Task AnswerList()
    {
        await Fleet.ExpectMsgAsync<GetEmulators>(Bound);
        var lease = new LeaseStatus("me", 1, TimeSpan.FromSeconds(1), false);
        Fleet.Reply(new EmulatorList([
            Status(1, EmulatorState.Ready), Status(2, EmulatorState.Sequential), Status(3, EmulatorState.Ready) with { Lease = lease },
            Status(4, EmulatorState.Quarantined), Status(5, EmulatorState.Starting)]));
    }

    private static EmulatorStatus Status(int number, EmulatorState state) => new(EmulatorId.Parse($"emu-{number}"), state, "node");
}
