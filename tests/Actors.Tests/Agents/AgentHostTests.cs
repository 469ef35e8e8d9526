using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>A node with two scripted games and an agent's host beside it: two actor systems that talk over loopback.</summary>
[Collection(WireNode.Tests)]
public sealed class AgentHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly ScriptedGames _games = new();
    private IHost _node = null!;

    public async Task InitializeAsync()
    {
        var options = new ActorInputOptions { ClusterPort = 0, Emulators = ["emu-1", "emu-2"] };
        options.Pool.StaticSlots = ["http://a/", "http://b/"];
        options.Balancing.ReportInterval = TimeSpan.FromMilliseconds(100);
        options.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IEmulatorSessionFactory>(_games);
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()));
        _node = builder.Build();
        await _node.StartAsync();
        var emulators = _node.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().ActorRef;
        foreach (var number in new[] { 1, 2 })
        {
            await Awaiting.UntilAsync(
                async () => await emulators.Ask<object>(new GetStatus(Emu(number)), Bound) is EmulatorStatus { State: EmulatorState.Ready },
                Bound,
                $"emulator {number} is ready");
        }
    }

    public async Task DisposeAsync()
    {
        await _node.StopAsync();
        _node.Dispose();
    }

    [Fact]
    public async Task Agent_LeasesPressesSavesRestoresAndReleases()
    {
        using var agent = await StartAgentAsync();
        var pool = agent.Services.GetRequiredService<EmulatorPool>();
        await using (var lease = await pool.AcquireAsync(new LeaseRequest { Emulator = Emu(1), Timeout = Bound, Duration = TimeSpan.FromSeconds(30), Holder = "trainer" }).Within(Bound))
        {
            Assert.Equal((InputOutcome.Applied, 3), await PressAsync(lease.SendInputAsync("RIGHT*2 A")));
            var saved = await lease.SaveCheckpointAsync("gate").Within(Bound);
            Assert.Equal(("gate", 1), (saved.Name, saved.Sequence));
            var batch = await lease.SendInputBatchAsync(["UP", "DOWN"]).Within(Bound);
            Assert.Equal([InputOutcome.Applied, InputOutcome.Applied], batch.Results.Select(result => result.Outcome));
            Assert.Equal(["RIGHT*2 A", "UP", "DOWN"], Applied("RIGHT*2 A"));

            await lease.LoadCheckpointAsync("gate").Within(Bound);
            Assert.Equal(["RIGHT*2 A"], Applied("RIGHT*2 A"));
            for (var i = 1; i <= 20; i++)
                _ = lease.SendInputOptimized($"WAIT:{i}");
            var report = await lease.FlushAsync().Within(Bound);
            Assert.Equal((20, 20, 0), (report.Sent, report.Applied, report.Failures.Length));
            Assert.Equal(Enumerable.Range(1, 20).Select(i => $"WAIT:{i}"), Applied("RIGHT*2 A").Skip(1));

            // The lease keeps others out, also those of the same host that have none.
            Assert.Equal((InputOutcome.NotApplied, 0), await PressAsync(pool.SendInputAsync(Emu(1), "A")));
            var refused = await Assert.ThrowsAsync<EmulatorPoolException>(() => pool.AcquireAsync(new LeaseRequest { Emulator = Emu(1) }).Within(Bound));
            Assert.Equal(ReplyCode.WaitTimedOut, refused.Code);
            Assert.Equal("trainer", (await lease.GetStatusAsync().Within(Bound)).Lease?.Holder);
            await lease.ResetAsync().Within(Bound);
            Assert.Contains("\"applied\":0", System.Text.Encoding.UTF8.GetString((await lease.GetStateAsync().Within(Bound)).Json.Span), StringComparison.Ordinal);
            Assert.Equal((16, 1), ((await lease.ReadMemoryAsync(0xC100, 16)).Length, (await lease.GetScreenAsync()).Length));
        }

        Assert.Equal((InputOutcome.Applied, 1), await PressAsync(pool.SendInputAsync(Emu(1), "A")));
        await agent.StopAsync();
    }

    [Fact]
    public async Task Agent_RunsAScriptOnAnyEmulatorAndTellsHowTheFleetIsDoing()
    {
        using var agent = await StartAgentAsync();
        var pool = agent.Services.GetRequiredService<EmulatorPool>();
        await Awaiting.UntilAsync(async () => (await pool.StatusAsync()).Ready == 2, Bound, "both emulators are ready");
        var done = await RunAsync(pool, "RIGHT*2 # to the door\nWAIT:5; A");
        Assert.Equal((ExecutionStatus.Succeeded, 4, null), (done.Status, done.Applied, done.Detail));
        Assert.NotNull(done.Observations?.StateHash);
        Assert.Equal(["RIGHT*2", "WAIT:5", "A"], Applied("RIGHT*2"));

        await using var lease = await pool.AcquireAsync(Bound).Within(Bound);
        Assert.Equal(new PoolStatus(Total: 2, Ready: 2, Available: 1, Leased: 1, Quarantined: 0, Waiting: 0, Nodes: 1), await pool.StatusAsync().Within(Bound));
        Assert.Equal(new PoolHealth(true, 1, 1, 2, null), await pool.HealthCheckAsync().Within(Bound));

        // The synchronous twins, from a thread without async.
        Assert.Equal(2, await Task.Run(() => pool.Status().Ready).Within(Bound));
        Assert.Equal(InputOutcome.Applied, (await Task.Run(() => lease.SendInput("B")).Within(Bound)).Outcome);
        await agent.StopAsync();
    }

    [Fact]
    public async Task AgentsHostThatStops_EndsItsLeaseAndLeavesTheCluster_AndWhoWaitedGivesUp()
    {
        using var first = await StartAgentAsync();
        using var second = await StartAgentAsync();
        var lease = await first.Services.GetRequiredService<EmulatorPool>()
            .AcquireAsync(new LeaseRequest { Emulator = Emu(1), Timeout = Bound, Duration = TimeSpan.FromMinutes(10) }).Within(Bound);
        using var cancellation = new CancellationTokenSource();
        var pool = second.Services.GetRequiredService<EmulatorPool>();
        var givenUp = pool.AcquireAsync(new LeaseRequest { Emulator = Emu(1), Timeout = Bound, Holder = "gives up" }, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp.Within(Bound));
        var waiting = pool.AcquireAsync(new LeaseRequest { Emulator = Emu(1), Timeout = TimeSpan.FromMinutes(5), Holder = "waits" });

        var cluster = Cluster.Get(_node.Services.GetRequiredService<ActorSystem>());
        var address = Cluster.Get(first.Services.GetRequiredService<ActorSystem>()).SelfAddress;
        await first.StopAsync();
        Assert.True(lease.Lost.IsCancellationRequested, "The lease was not told as lost when its host stopped.");
        await using var next = await waiting.Within(Bound);
        Assert.InRange(next.Epoch, lease.Epoch + 1, lease.Epoch + 2); // Who gave up may have been offered it before its end was seen.
        await Awaiting.UntilAsync(() => cluster.State.Members.All(member => member.Address != address), Bound, "the agent's node has left the cluster");
        Assert.Empty(cluster.State.Unreachable);
        await second.StopAsync();
    }

    [Fact]
    public async Task Cancelled_InputThatIsDroppedWithItsSender_LeavesTheQueue()
    {
        using var agent = await StartAgentAsync();
        var pool = agent.Services.GetRequiredService<EmulatorPool>();
        foreach (var game in _games.All)
            game.Close();
        var first = pool.SendInputAsync(Emu(1), "A");
        await Awaiting.UntilAsync(() => _games.All.Any(game => game.Waiting > 0), Bound, "the first input is in flight");
        using var cancellation = new CancellationTokenSource();
        var dropped = pool.SendInputAsync(Emu(1), "B", new InputTerms { DropWithSender = true }, cancellation.Token);
        var kept = pool.SendInputAsync(Emu(1), "START", new InputTerms { DropWithSender = true });
        await QueuedAsync(2);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped.Within(Bound));
        await QueuedAsync(1);
        foreach (var game in _games.All)
            game.Open();
        Assert.All(await Task.WhenAll(first, kept).Within(Bound), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(["A", "START"], Applied("A"));
        await agent.StopAsync();

        Task QueuedAsync(int count) => Awaiting.UntilAsync(
            async () => (await pool[Emu(1)].GetStatusAsync()).Queued == count, Bound, $"{count} inputs are queued");
    }

    [Fact]
    public async Task OwnActors_GetTheWaysIntoTheCluster_AndTheExampleOfThePageWorks()
    {
        using var agent = AgentExample.CreateHost(HostAndPort);
        await agent.StartAsync();
        Assert.Equal(3, await agent.Services.GetRequiredService<AgentExample.Trainer>().PlayAsync(CancellationToken.None).Within(Bound));
        Assert.Contains(_games.All, game => game.Applied.SequenceEqual(["RIGHT*3 A"]));
        var presser = agent.Services.GetRequiredService<IRequiredActor<AgentExample.Presser>>().ActorRef;
        Assert.Equal(InputOutcome.Applied, (await presser.Ask<InputReply>("START", Bound)).Outcome);
        Assert.NotNull(agent.Services.GetRequiredService<IRequiredActor<LeaseBroker>>().ActorRef);
        Assert.NotNull(agent.Services.GetRequiredService<IRequiredActor<NodeBalancer>>().ActorRef);
        var fleet = agent.Services.GetRequiredService<IRequiredActor<FleetKeeper>>().ActorRef;
        Assert.Equal(2, (await fleet.Ask<EmulatorList>(GetEmulators.Instance, Bound)).Emulators.Length);
        Assert.Equal(["agent"], Cluster.Get(agent.Services.GetRequiredService<ActorSystem>()).SelfRoles);
        await agent.StopAsync();
    }

    [Fact]
    public async Task OwnActorSystem_OfAnotherName_IsRefusedWithWhatToDo()
    {
        var options = new ActorInputOptions { ClusterPort = 0, SeedNodes = [HostAndPort] };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInputAgentServices(options);
        builder.Services.AddAkka("trainers", (akka, provider) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()).WithActorInputAgent(options, provider));
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Equal(
            "The actor system is called 'trainers' and the cluster 'actorinput'; nodes of one cluster have one name. "
            + "Call AddAkka(\"actorinput\", …), or set ClusterName here and on all nodes.",
            failure.Message);
        await host.StopAsync();
    }

    [Fact]
    public async Task OwnActorSystem_WithoutTheServices_IsRefusedWithWhatToDo()
    {
        var options = new ActorInputOptions { ClusterPort = 0, SeedNodes = [HostAndPort] };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("actorinput", (akka, provider) => akka.WithActorInputAgent(options, provider));
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("Call services.AddActorInputAgentServices with the same options first.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatAnAgentCannotHave_AreRefused()
    {
        var alone = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddActorInputAgent(new ActorInputOptions()));
        Assert.Contains("SeedNodes is empty and DiscoveryService is not set; an agent joins a cluster", alone.Message, StringComparison.Ordinal);
        var owner = new ActorInputOptions { SeedNodes = ["127.0.0.1:4053"], Emulators = ["emu-1"], Roles = ["emulator"] };
        owner.Agent.MaxOutstanding = 0;
        var refused = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddActorInputAgent(owner));
        Assert.Contains("Emulators has 1 entries, and Roles has no 'emulator'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Agent:MaxOutstanding is 0; 1 to 100000 is allowed.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoCluster_IsToldWithinTheBound()
    {
        using var reserved = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        reserved.Start(); // Takes connections and says nothing.
        using var agent = CreateAgent($"127.0.0.1:{((System.Net.IPEndPoint)reserved.LocalEndpoint).Port}");
        await agent.StartAsync().Within(Bound);
        var pool = agent.Services.GetRequiredService<EmulatorPool>();
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => pool.WaitForClusterAsync(TimeSpan.FromMilliseconds(300)).Within(Bound));
        Assert.Equal(ReplyCode.NodeUnreachable, failure.Code);
        Assert.Contains("The cluster 'actorinput' was not reached within 0.3 s.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not in the cluster", (await pool.HealthCheckAsync()).Detail, StringComparison.Ordinal);
        await agent.StopAsync().Within(Bound);
    }

    private string HostAndPort => $"127.0.0.1:{Cluster.Get(_node.Services.GetRequiredService<ActorSystem>()).SelfAddress.Port}";

    private async Task<IHost> StartAgentAsync()
    {
        var host = CreateAgent(HostAndPort);
        await host.StartAsync();
        await host.Services.GetRequiredService<EmulatorPool>().WaitForClusterAsync(Bound);
        return host;
    }

    private static IHost CreateAgent(string seed)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInputAgent(
            new ActorInputOptions { ClusterPort = 0, SeedNodes = [seed] }, (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()));
        return builder.Build();
    }

    private List<string> Applied(string first) => _games.All.Select(game => game.Applied).Single(applied => applied.Count > 0 && applied[0] == first);

    private static EmulatorId Emu(int number) => EmulatorId.Parse($"emu-{number}");

    private static async Task<(InputOutcome, int)> PressAsync(Task<InputReply> pending)
    {
        var reply = await pending.Within(Bound);
        return (reply.Outcome, reply.Applied);
    }

    /// <summary>The balancer of a node that has just joined may not have heard yet how busy the others are.</summary>
    private static async Task<BatchExecution> RunAsync(EmulatorPool pool, string script)
    {
        BatchExecution? done = null;
        await Awaiting.UntilAsync(
            async () =>
            {
                done = await pool.ExecuteScriptAsync(script, new ScriptRequest { Start = "fresh", Observe = new ObservationRequest { StateHash = true } });
                return done.Code != ReplyCode.NoCapacity;
            },
            Bound,
            "a node that owns emulators has reported to the agent's balancer");
        return done!;
    }
}
