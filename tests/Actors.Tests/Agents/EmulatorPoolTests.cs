using ActorInput.Actors.Agents;
using ActorInput.Actors.Balancing;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>The pool against a router, a balancer and a fleet that say what the test wants.</summary>
public sealed class EmulatorPoolTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private readonly AgentOptions _options = new() { MaxOutstanding = 3 };
    private readonly TestProbe _router;
    private readonly TestProbe _balancer;
    private readonly TestProbe _fleet;
    private readonly EmulatorPool _pool;
    private ClusterReach _reach = new(IsJoined: true, Nodes: 3, Reachable: 3);

    public EmulatorPoolTests()
        : base("akka.loglevel = WARNING")
    {
        (_router, _balancer, _fleet) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        var registry = ActorRegistry.For(Sys);
        registry.Register<EmulatorRegion>(_router);
        registry.Register<NodeBalancer>(_balancer);
        registry.Register<FleetKeeper>(_fleet);
        registry.Register<LeaseBroker>(CreateTestProbe());
        _pool = new EmulatorPool(Sys, _options, InputLimits.Default, TimeProvider.System, () => _reach);
    }

    [Fact]
    public async Task SendInput_GoesToTheRouterAndItsReplyComesBackAsItIs()
    {
        var pending = _pool.SendInputAsync(Emu, "a b", new InputTerms { Id = "x-1" });
        var sent = await _router.ExpectMsgAsync<SendInput>(Bound);
        Assert.Equal((Emu, "A B", "x-1"), (sent.Emulator, sent.Input.ToString(), sent.Terms.Id));
        var told = new InputReply(Emu, InputOutcome.Partial, 1, 2, 3, 4, TimeSpan.FromMilliseconds(5)) { Code = ReplyCode.ServerError, Detail = "half" };
        _router.Reply(told);
        Assert.Equal(told, await pending.WaitAsync(Bound));
    }

    [Fact]
    public async Task SendInput_ManyCallsWithoutWaiting_LeaveInTheirOrder()
    {
        var pending = Enumerable.Range(1, 50).Select(i => _pool.SendInputAsync(Emu, $"WAIT:{i}")).ToList();
        for (var i = 1; i <= 50; i++)
        {
            Assert.Equal($"WAIT:{i}", (await _router.ExpectMsgAsync<SendInput>(Bound)).Input.ToString());
            _router.Reply(Applied());
        }

        Assert.All(await Task.WhenAll(pending).WaitAsync(Bound), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
    }

    [Fact]
    public async Task SendInput_WithoutAnAnswer_IsUnknownAndNeverSentAgain()
    {
        _options.InputTimeout = TimeSpan.FromMilliseconds(100);
        var reply = await _pool.SendInputAsync(Emu, "A B").WaitAsync(Bound);
        Assert.Equal((InputOutcome.Unknown, ReplyCode.WaitTimedOut, 0, 2), (reply.Outcome, reply.Code, reply.Applied, reply.Of));
        Assert.Contains("it may have been pressed", reply.Detail, StringComparison.Ordinal);
        var batch = await _pool.SendInputBatchAsync(Emu, ["A", "B START"]).WaitAsync(Bound);
        Assert.Equal((InputOutcome.Unknown, ReplyCode.WaitTimedOut, 3), (batch.Outcome, batch.Code, batch.Of));
        await _router.ExpectMsgAsync<SendInput>(Bound);
        await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.False(_router.HasMessages);
    }

    [Fact]
    public async Task SendInput_Cancelled_StopsWaiting()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = _pool.SendInputAsync(Emu, "A", cancellation: cancellation.Token);
        await _router.ExpectMsgAsync<SendInput>(Bound);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.WaitAsync(Bound));
    }

    [Theory]
    [InlineData("", "The input is empty")]
    [InlineData("A JUMP", "'JUMP' at position 2 is not a button")]
    public async Task SendInput_TextThatIsNone_IsRefusedBeforeAnythingIsSent(string text, string reason)
    {
        foreach (var call in new Func<Task>[] { () => _pool.SendInputAsync(Emu, text), () => _pool.SendInputOptimized(Emu, text), () => _pool.SendInputBatchAsync(Emu, ["A", text]) })
        {
            var failure = await Assert.ThrowsAsync<EmulatorPoolException>(call);
            Assert.Equal(ReplyCode.InvalidRequest, failure.Code);
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }

        Assert.False(_router.HasMessages);
    }

    [Fact]
    public async Task SendInputBatch_ResultsInOrder_ComeBackAsTheyAre()
    {
        var pending = _pool.SendInputBatchAsync(Emu, ["A", "B"], DispatchMode.Sequential);
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.Equal(["A", "B"], sent.Batch.Inputs.Select(input => input.ToString()));
        Assert.Equal(DispatchMode.Sequential, sent.Mode);
        _router.Reply(BatchReply.Gather([Applied(), Applied() with { Outcome = InputOutcome.Expired, Applied = 0 }]));
        var reply = await pending.WaitAsync(Bound);
        Assert.Equal([InputOutcome.Applied, InputOutcome.Expired], reply.Results.Select(result => result.Outcome));
        Assert.Equal((1, 2), (reply.Applied, reply.Of));
    }

    [Fact]
    public async Task SendInputOptimized_MoreThanMayBeOutstanding_AreRefusedAtOnceAndFlushTellsAll()
    {
        var pending = Enumerable.Range(0, 5).Select(_ => _pool.SendInputOptimized(Emu, "A")).ToList();
        Assert.Equal([false, false, false, true, true], pending.Select(task => task.IsCompleted));
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull), ((await pending[4]).Outcome, (await pending[4]).Code));
        var flush = _pool.FlushAsync();
        Assert.False(flush.IsCompleted);
        foreach (var reply in new[] { Applied(), Applied() with { Outcome = InputOutcome.Unknown, Applied = 0, Detail = "who knows" }, Applied() })
        {
            await _router.ExpectMsgAsync<SendInput>(Bound);
            _router.Reply(reply);
        }

        var report = await flush.WaitAsync(Bound);
        Assert.Equal((5, 2), (report.Sent, report.Applied));
        Assert.Equal([InputOutcome.Overloaded, InputOutcome.Overloaded, InputOutcome.Unknown], report.Failures.Select(failure => failure.Outcome));
        Assert.Equal((0, 0), ((await _pool.FlushAsync()).Sent, (await _pool.FlushAsync()).Failures.Length));

        // What was answered makes room.
        var next = _pool.SendInputOptimized(Emu, "B");
        await _router.ExpectMsgAsync<SendInput>(Bound);
        _router.Reply(Applied());
        Assert.Equal(InputOutcome.Applied, (await next.WaitAsync(Bound)).Outcome);
    }

    [Fact]
    public async Task Questions_Refused_ThrowTheReason()
    {
        var pending = _pool.GetStateAsync(Emu);
        await _router.ExpectMsgAsync<GetState>(Bound);
        _router.Reply(new RequestFailed(Emu, ReplyCode.UnknownEmulator, "The fleet has no emulator 'emu-1'."));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => pending.WaitAsync(Bound));
        Assert.Equal((ReplyCode.UnknownEmulator, "The fleet has no emulator 'emu-1'."), (failure.Code, failure.Message));
        var outOfRange = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.ReadMemoryAsync(Emu, 0xFFFF, 2));
        Assert.Equal(ReplyCode.InvalidRequest, outOfRange.Code);
    }

    [Fact]
    public async Task Commands_WithoutAnAnswer_SayThatTheyMayYetBeDone()
    {
        _options.InputTimeout = TimeSpan.FromMilliseconds(100);
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.ResetAsync(Emu).WaitAsync(Bound));
        Assert.Equal(ReplyCode.WaitTimedOut, failure.Code);
        Assert.Contains("may yet do it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_AreSavedAndLoadedByName()
    {
        var saving = _pool.SaveCheckpointAsync(Emu, "gate");
        Assert.Equal("gate", (await _router.ExpectMsgAsync<SaveCheckpoint>(Bound)).Name);
        _router.Reply(new CheckpointSaved(Emu, "gate", "ab", 1, 1, 7));
        Assert.Equal(7, (await saving.WaitAsync(Bound)).Sequence);
        var loading = _pool.LoadCheckpointAsync(Emu, "gate");
        Assert.Equal("gate", (await _router.ExpectMsgAsync<LoadCheckpoint>(Bound)).Name);
        _router.Reply(new CommandDone(Emu));
        await loading.WaitAsync(Bound);
        var badName = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.SaveCheckpointAsync(Emu, "The Gate"));
        Assert.Equal(ReplyCode.InvalidRequest, badName.Code);
    }

    [Fact]
    public async Task ExecuteScript_LinesSemicolonsAndComments_AreOneBatch()
    {
        var pending = _pool.ExecuteScriptAsync(
            """
            # to the gate
            RIGHT*3 A; WAIT:30
               # nothing here

            START  # the menu
            """,
            new ScriptRequest { Start = "fresh", Observe = new ObservationRequest { StateHash = true }, Timeout = TimeSpan.FromSeconds(9), Cartridge = "DEMO" });
        var sent = await _balancer.ExpectMsgAsync<SubmitBatch>(Bound);
        Assert.Equal(["RIGHT*3 A", "WAIT:30", "START"], sent.Batch.Inputs.Select(input => input.ToString()));
        Assert.Equal(("fresh", true, TimeSpan.FromSeconds(9), "DEMO", null), (sent.Start, sent.Observe.StateHash, sent.Timeout, sent.Cartridge, sent.Emulator));
        var told = new BatchExecution(sent.ExecutionId!, ExecutionStatus.Failed, default, default, 2, 6) { Code = ReplyCode.ServerError, Detail = "gone" };
        _balancer.Reply(told);
        Assert.Same(told, await pending.WaitAsync(Bound));
    }

    [Fact]
    public async Task ExecuteScript_Cancelled_IsStoppedAndSaysHowFarItCame()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = _pool.ExecuteScriptAsync("A\nB", new ScriptRequest { ExecutionId = "run-1" }, cancellation.Token);
        await _balancer.ExpectMsgAsync<SubmitBatch>(Bound);
        var asker = _balancer.LastSender;
        await cancellation.CancelAsync();
        Assert.Equal("run-1", (await _balancer.ExpectMsgAsync<CancelBatch>(Bound)).ExecutionId);
        asker.Tell(new BatchExecution("run-1", ExecutionStatus.Cancelled, default, default, 1, 2));
        var done = await pending.WaitAsync(Bound);
        Assert.Equal((ExecutionStatus.Cancelled, 1), (done.Status, done.Applied));
    }

    [Theory]
    [InlineData("A\n\nFLY B", "line 3 of the script: 'FLY' at position 0 is not a button")]
    [InlineData("# nothing", "The script has 0 inputs; 1 to 64 are allowed")]
    [InlineData(null, "The script has 65 inputs; 1 to 64 are allowed")]
    public async Task ExecuteScript_ThatBreaksARule_IsRefused(string? script, string reason)
    {
        script ??= string.Concat(Enumerable.Repeat("A;", 65));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.ExecuteScriptAsync(script));
        Assert.Equal(ReplyCode.InvalidRequest, failure.Code);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.False(_balancer.HasMessages);
    }

    [Fact]
    public async Task Status_CountsWhatTheFleetTells()
    {
        var pending = _pool.StatusAsync();
        await AnswerList();
        Assert.Equal(new PoolStatus(Total: 5, Ready: 3, Available: 2, Leased: 1, Quarantined: 1, Waiting: 0, Nodes: 3), await pending.WaitAsync(Bound));
    }

    [Theory]
    [InlineData(true, 3, 2, null)]
    [InlineData(false, 0, 0, "not in the cluster")]
    [InlineData(true, 0, 0, "No node of the cluster has the role 'emulator'")]
    [InlineData(true, 3, 1, "1 of 3 nodes that own emulators can be reached; more than half are needed.")]
    [InlineData(true, 2, 1, "1 of 2 nodes")]
    public async Task HealthCheck_SaysWhatIsWrong(bool joined, int nodes, int reachable, string? problem)
    {
        _reach = new ClusterReach(joined, nodes, reachable);
        var pending = _pool.HealthCheckAsync();
        if (problem is null)
            await AnswerList();
        var health = await pending.WaitAsync(Bound);
        Assert.Equal((problem is null, problem is null ? 3 : 0), (health.IsHealthy, health.Ready));
        Assert.Contains(problem ?? "", health.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_FleetThatDoesNotAnswer_IsToldAndDoesNotThrow()
    {
        _options.QueryTimeout = TimeSpan.FromMilliseconds(100);
        var health = await _pool.HealthCheckAsync().WaitAsync(Bound);
        Assert.False(health.IsHealthy);
        Assert.Contains("did not tell which emulators there are", health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SynchronousTwin_WaitsForTheReply_AlsoWhereASynchronizationContextIsBlocked()
    {
        var pending = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(new DeafContext());
                return _pool.SendInput(Emu, "A");
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await _router.ExpectMsgAsync<SendInput>(Bound);
        _router.Reply(Applied());
        Assert.Equal(InputOutcome.Applied, (await pending.WaitAsync(Bound)).Outcome);
    }

    [Fact]
    public async Task AnyCall_AfterTheHostStopped_SaysSo()
    {
        await Sys.Terminate().WaitAsync(Bound);
        foreach (var call in new Func<Task>[] { () => _pool.SendInputAsync(Emu, "A"), () => _pool.StatusAsync(), () => _pool.AcquireAsync(TimeSpan.Zero), () => _pool.ExecuteScriptAsync("A") })
            Assert.Equal(ReplyCode.ShuttingDown, (await Assert.ThrowsAsync<EmulatorPoolException>(() => call().WaitAsync(Bound))).Code);
    }

    private async Task AnswerList()
    {
        await _fleet.ExpectMsgAsync<GetEmulators>(Bound);
        var lease = new LeaseStatus("me", 1, TimeSpan.FromSeconds(1), false);
        _fleet.Reply(new EmulatorList([
            Status(1, EmulatorState.Ready), Status(2, EmulatorState.Sequential), Status(3, EmulatorState.Ready) with { Lease = lease },
            Status(4, EmulatorState.Quarantined), Status(5, EmulatorState.Starting)]));
    }

    private static EmulatorStatus Status(int number, EmulatorState state) => new(EmulatorId.Parse($"emu-{number}"), state, "node");

    private static InputReply Applied() => new(Emu, InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.Zero);

    /// <summary>As a user interface's: what is posted runs when its thread is free, which it never is here.</summary>
    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
