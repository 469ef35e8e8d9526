using ActorInput.Actors.Balancing;
using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Load;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Balancing;

public sealed class BatchBalancerTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly BalancingOptions _options = new() { Policy = "RoundRobin" };
    private readonly ClusterLoad _load;
    private readonly NodeLoad _own = new();
    private readonly TestProbe _router;
    private readonly TestProbe _checkpoints;
    private readonly Lazy<IActorRef> _balancer;

    public BatchBalancerTests()
        : base("akka.loglevel = WARNING")
    {
        _load = new ClusterLoad(_time);
        _router = CreateTestProbe("router");
        _checkpoints = CreateTestProbe("checkpoints");
        IBalancingPolicy[] own =
        [
            new OwnPolicy("Throws", () => throw new InvalidOperationException("out of range")),
            new OwnPolicy("None", () => null!),
            new OwnPolicy("Stranger", () => new BalancingCandidate(Row(9), "a", true, 0)),
        ];
        var policies = new BalancingPolicies(own, new Random(1));
        _balancer = new Lazy<IActorRef>(() => Sys.ActorOf(Props.Create(() => new BatchBalancer(_options, policies, _load, _own, _router.Ref, _checkpoints.Ref, "a", _time))));
    }

    [Fact]
    public async Task Submit_PlainBatch_TakesThePlainWayAndAnswersOnce()
    {
        Report(Row(1));
        var pending = SubmitAsync(Batch("A B"));
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.Equal("emu-1", sent.Emulator.Value);
        _router.Reply(Applied(sent));
        var done = await pending;
        Assert.Equal((ExecutionStatus.Succeeded, 2, 2, sent.Terms.Id, "emu-1"), (done.Status, done.Applied, done.Of, done.ExecutionId, done.Emulator?.Value));
    }

    /// <summary>Reports come only now and then: an emulator that has begun to play since the last one must not be refused as starting.</summary>
    [Fact]
    public async Task Submit_OwnEmulatorPlaysSinceTheLastReport_IsTaken()
    {
        var queue = new InputQueue(new BufferingOptions(), TimeProvider.System);
        _own.Add(Id(1), queue);
        Report(Row(1) with { State = EmulatorState.Starting });
        Assert.Equal(ReplyCode.NoCapacity, (await SubmitAsync(Batch("A"))).Code);
        queue.Gauge.State = EmulatorState.Ready;
        var pending = SubmitAsync(Batch("A"));
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.Equal("emu-1", sent.Emulator.Value);
        _router.Reply(Applied(sent));
        await pending;
    }

    [Fact]
    public async Task Submit_WithStartOrObservations_IsRunInOnePiece()
    {
        Report(Row(1));
        var pending = SubmitAsync(Batch("A") with { Start = "fresh", ExecutionId = "run-1", Timeout = TimeSpan.FromSeconds(30), Emulator = Id(9) });
        var run = await _router.ExpectMsgAsync<RunBatch>(Bound);
        Assert.Equal(("emu-9", "run-1", "fresh", TimeSpan.FromSeconds(30)), (run.Emulator.Value, run.ExecutionId, run.Start, run.Timeout));
        _router.Reply(new BatchExecution("run-1", ExecutionStatus.Succeeded, default, default, 1, 1) { Emulator = Id(9) });
        Assert.Equal(ExecutionStatus.Succeeded, (await pending).Status);
    }

    [Theory]
    [InlineData(ReplyCode.QueueFull)]
    [InlineData(ReplyCode.Leased)]
    [InlineData(ReplyCode.Moved)]
    [InlineData(ReplyCode.Quarantined)]
    [InlineData(ReplyCode.NoCapacity)]
    public async Task Submit_OneRefuses_TriesAnotherUpToTheBound(ReplyCode code)
    {
        Report(Row(1), Row(2), Row(3), Row(4));
        var pending = SubmitAsync(Batch("A"));
        var tried = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
            tried.Add(sent.Emulator.Value);
            _router.Reply(Refused(sent, code));
        }

        var done = await pending;
        Assert.Equal((ExecutionStatus.Failed, code), (done.Status, done.Code));
        Assert.Equal(3, tried.Distinct().Count());
    }

    [Fact]
    public async Task Submit_SomethingWasApplied_IsNeverTriedAgain()
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A B"));
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        _router.Reply(Refused(sent, ReplyCode.ServerUnreachable) with { Outcome = InputOutcome.Partial, Applied = 1 });
        var done = await pending;
        Assert.Equal((ExecutionStatus.Failed, 1), (done.Status, done.Applied));
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(StartFate.Done)]
    [InlineData(StartFate.Unknown)]
    public async Task Submit_GameMayHaveBeenStarted_IsNeverTriedAgain(StartFate start)
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A") with { Start = "fresh" });
        var sent = await _router.ExpectMsgAsync<RunBatch>(Bound);
        _router.Reply(new BatchExecution(sent.ExecutionId, ExecutionStatus.Failed, default, default, 0, 1) { Code = ReplyCode.ServerUnreachable, Start = start });
        Assert.Equal((ExecutionStatus.Failed, start), ((await pending).Status, (await pending).Start));
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Submit_FateUnknown_IsNeverTriedAgain()
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A"));
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        var unknown = new InputReply(sent.Emulator, InputOutcome.Unknown, 0, 1, 1, 1, TimeSpan.Zero) { Code = ReplyCode.ServerUnreachable };
        _router.Reply(BatchReply.Gather([unknown]));
        Assert.Equal(InputOutcome.Unknown, (await pending).Results.Single().Outcome);
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fresh")]
    public async Task Submit_CutOffOnItsWay_IsNeverTriedAgain(string? start)
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A B") with { Start = start });
        var sent = await _router.ExpectMsgAsync<IWithEmulatorId>(Bound);
        // The router's answer if the owner's node is lost with the batch.
        _router.Reply(Refusal.Unknown(ReplyCode.NodeUnreachable, "gone").AnswerTo(sent));
        var done = await pending;
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.NodeUnreachable, sent.Emulator), (done.Status, done.Code, done.Emulator));
        Assert.Equal((InputOutcome.Unknown, 2), (Assert.Single(done.Results).Outcome, done.Of));
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Submit_NamedEmulatorRefuses_IsAnsweredSo()
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A") with { Emulator = Id(1) });
        _router.Reply(Refused(await _router.ExpectMsgAsync<SendBatch>(Bound), ReplyCode.QueueFull));
        Assert.Equal(ReplyCode.QueueFull, (await pending).Code);
    }

    [Fact]
    public async Task Submit_NobodyCan_IsNoCapacityWithTheNumbers()
    {
        Report(Row(1) with { Leased = true }, Row(2) with { Leased = true }, Row(3) with { State = EmulatorState.Quarantined }, Row(4) with { Cartridge = "OTHER" });
        var done = await SubmitAsync(Batch("A") with { Cartridge = "demo" });
        Assert.Equal(ReplyCode.NoCapacity, done.Code);
        Assert.Equal("None of 4 emulators can take the batch: 2 leased, 1 quarantined, 1 with another cartridge.", done.Detail);
    }

    [Fact]
    public async Task Submit_NobodyHasTheCartridge_IsUnknown()
    {
        Report(Row(1), Row(2) with { Leased = true });
        var done = await SubmitAsync(Batch("A") with { Cartridge = "TETRIS" });
        Assert.Equal((ReplyCode.UnknownCartridge, "None of 2 emulators can take the batch: 2 with another cartridge."), (done.Code, done.Detail));
    }

    [Fact]
    public async Task Submit_StaleReports_AreNotTrusted()
    {
        Report(Row(1));
        _time.Advance(TimeSpan.FromSeconds(4));
        var done = await SubmitAsync(Batch("A"));
        Assert.Equal((ReplyCode.NoCapacity, "None of 1 emulators can take the batch: 1 on nodes that have not reported in time."), (done.Code, done.Detail));
    }

    [Fact]
    public async Task Submit_WithALease_GoesToItsEmulatorOnly()
    {
        Report(Row(1), Row(2) with { Leased = true }, Row(3));
        var pending = SubmitAsync(Batch("A") with { Terms = new InputTerms { Lease = LeaseToken.Create(EmulatorId.Parse("emu-2"), 7).Value } });
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.Equal("emu-2", sent.Emulator.Value);
        _router.Reply(Refused(sent, ReplyCode.StaleLease));
        Assert.Equal(ReplyCode.StaleLease, (await pending).Code);
    }

    public static TheoryData<SubmitBatch, string> Bad => new()
    {
        { Batch("A") with { Policy = "fastest" }, "'fastest'; LeastLoaded, Local, None, Random, RoundRobin, Stranger, Throws are known" },
        { Batch("A") with { Timeout = TimeSpan.Zero }, "timeout is 0 ms" },
        { Batch("A") with { Start = "~emu-1" }, "'~emu-1'" },
        { Batch("A") with { ExecutionId = "a b" }, "executionId" },
        { Batch("A") with { Observe = new ObservationRequest { Memory = [new MemoryRange(0xFFFF, 2)] } }, "observe.memory[0]" },
        { Batch("A") with { Terms = new InputTerms { Deadline = TimeSpan.Zero } }, "deadline is 0 ms" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Submit_BadBatch_IsRefusedWithTheFieldAndTheValue(SubmitBatch batch, string says)
    {
        Report(Row(1));
        var done = await SubmitAsync(batch);
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.InvalidRequest), (done.Status, done.Code));
        Assert.Contains(says, done.Detail, StringComparison.Ordinal);
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task SubmitBatches_AnsweredInAnyOrder_AreGatheredInTheirOwn()
    {
        Report(Row(1), Row(2), Row(3));
        var pending = _balancer.Value.Ask<BatchExecutions>(new SubmitBatches([Batch("A"), Batch("A B"), Batch("A B START")]), Bound);
        var sent = new List<(SendBatch Batch, IActorRef From)>();
        for (var i = 0; i < 3; i++)
            sent.Add((await _router.ExpectMsgAsync<SendBatch>(Bound), _router.LastSender));
        sent.Reverse();
        foreach (var (batch, from) in sent)
            from.Tell(Applied(batch));
        Assert.Equal([1, 2, 3], (await pending).Executions.Select(execution => execution.Applied));
    }

    [Fact]
    public async Task SubmitBatches_TooMany_IsRefusedWhole()
    {
        var refused = await _balancer.Value.Ask<RequestFailed>(new SubmitBatches([.. Enumerable.Repeat(Batch("A"), 257)]), Bound);
        Assert.Contains("257 entries", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WhileItRuns_TellsTheEmulatorOnceAndIsAnsweredClearly()
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A B") with { ExecutionId = "run-1", Start = "fresh" });
        var run = await _router.ExpectMsgAsync<RunBatch>(Bound);
        var from = _router.LastSender;
        Assert.Equal(Id(1), (await _balancer.Value.Ask<CommandDone>(new CancelBatch("run-1"), Bound)).Emulator);
        Assert.Equal(new CancelExecution(run.Emulator, "run-1", TimedOut: false), await _router.ExpectMsgAsync<CancelExecution>(Bound));
        Assert.Equal(ReplyCode.Cancelled, (await CancelAsync("run-1")).Code);
        from.Tell(new BatchExecution("run-1", ExecutionStatus.Cancelled, default, default, 1, 2) { Code = ReplyCode.Cancelled });
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, 1), (done.Status, done.Applied));
        Assert.Contains("has ended: Cancelled", (await CancelAsync("run-1")).Detail, StringComparison.Ordinal);
        Assert.Contains("'run-9' is not known", (await CancelAsync("run-9")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_RefusedMeanwhile_IsNotTriedElsewhere()
    {
        Report(Row(1), Row(2));
        var pending = SubmitAsync(Batch("A") with { ExecutionId = "run-1" });
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        var from = _router.LastSender;
        await _balancer.Value.Ask<CommandDone>(new CancelBatch("run-1"), Bound);
        await _router.ExpectMsgAsync<CancelExecution>(Bound);
        from.Tell(Refused(sent, ReplyCode.QueueFull));
        Assert.Equal(ExecutionStatus.Cancelled, (await pending).Status);
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Timeout_EmulatorSaysNothing_IsAnsweredThatNothingIsKnown()
    {
        Report(Row(1));
        var pending = SubmitAsync(Batch("A") with { ExecutionId = "run-1", Timeout = TimeSpan.FromMilliseconds(20) });
        await _router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.True((await _router.ExpectMsgAsync<CancelExecution>(Bound)).TimedOut);
        var done = await pending;
        Assert.Equal((ExecutionStatus.TimedOut, ReplyCode.WaitTimedOut), (done.Status, done.Code));
        Assert.Contains("not known", done.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ExecutionIdThatRuns_IsRefused()
    {
        Report(Row(1));
        var first = SubmitAsync(Batch("A") with { ExecutionId = "run-1" });
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        var from = _router.LastSender;
        Assert.Equal(ReplyCode.InputIdReused, (await SubmitAsync(Batch("A") with { ExecutionId = "run-1" })).Code);
        from.Tell(Applied(sent));
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
    }

    [Theory]
    [InlineData("Throws", "out of range")]
    [InlineData("None", "none of the candidates")]
    [InlineData("Stranger", "none of the candidates")]
    public async Task Submit_PolicyThatFails_FailsThatBatchAndNoOther(string policy, string problem)
    {
        Report(Row(1));
        var first = SubmitAsync(Batch("A"));
        var sent = await _router.ExpectMsgAsync<SendBatch>(Bound);
        var from = _router.LastSender;
        var done = await SubmitAsync(Batch("A") with { Policy = policy });
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.NodeFault, 0), (done.Status, done.Code, done.Applied));
        Assert.Contains($"The policy '{policy}' failed: ", done.Detail, StringComparison.Ordinal);
        Assert.Contains(problem, done.Detail, StringComparison.Ordinal);
        from.Tell(Applied(sent));
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
    }

    [Fact]
    public async Task BalancerStops_WhatRuns_IsAnsweredAsUnknown()
    {
        Report(Row(1));
        var pending = SubmitAsync(Batch("A B"));
        await _router.ExpectMsgAsync<SendBatch>(Bound);
        Sys.Stop(_balancer.Value);
        var done = await pending;
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.ShuttingDown), (done.Status, done.Code));
        Assert.Equal(InputOutcome.Unknown, Assert.Single(done.Results).Outcome);
    }

    [Fact]
    public async Task Submit_StartFromACheckpoint_GoesOnlyWhereItsCartridgeAndCoreRun()
    {
        Report(Row(1) with { Identity = Other }, Row(2) with { Identity = Own with { CoreVersion = "0.10.2" } }, Row(3) with { Identity = Own }, Row(4) with { Identity = Other });
        for (var i = 0; i < 3; i++)
        {
            var pending = SubmitAsync(Batch("A") with { Start = "gate" });
            await AnswerStartAsync(Own);
            var run = await _router.ExpectMsgAsync<RunBatch>(Bound);
            Assert.Equal(("emu-3", "gate"), (run.Emulator.Value, run.Start));
            _router.Reply(new BatchExecution(run.ExecutionId, ExecutionStatus.Succeeded, default, default, 1, 1) { Emulator = Id(3) });
            Assert.Equal(ExecutionStatus.Succeeded, (await pending).Status);
        }
    }

    [Fact]
    public async Task Submit_StartNobodyPlays_IsForeignStateAndNothingIsSent()
    {
        Report(Row(1) with { Identity = Other }, Row(2) with { Identity = Other, Leased = true });
        var pending = SubmitAsync(Batch("A") with { Start = "gate" });
        await AnswerStartAsync(Own);
        var done = await pending;
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.ForeignState, 0), (done.Status, done.Code, done.Applied));
        Assert.Equal("None of 2 emulators plays what checkpoint 'gate' belongs to: cartridge aaaaaaaaaaaa…, core mGBA 0.10.1.", done.Detail);
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Submit_StartWhoseOnlyPlayersAreBusy_IsNoCapacityWithTheNumbers()
    {
        Report(Row(1) with { Identity = Other }, Row(2) with { Identity = Own, Leased = true });
        var pending = SubmitAsync(Batch("A") with { Start = "gate" });
        await AnswerStartAsync(Own);
        var done = await pending;
        Assert.Equal(ReplyCode.NoCapacity, done.Code);
        Assert.Equal("None of 2 emulators can take the batch: 1 leased, 1 with another cartridge or core than the checkpoint's.", done.Detail);
    }

    [Fact]
    public async Task Submit_StartOfAnEarlierVersion_IsNotGivenToAServerThatTellsWhatItPlays()
    {
        Report(Row(1) with { Identity = Own });
        var pending = SubmitAsync(Batch("A") with { Start = "gate" });
        await AnswerStartAsync(null);
        var done = await pending;
        Assert.Equal(ReplyCode.ForeignState, done.Code);
        Assert.Contains("does not say which cartridge and core", done.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_StartThatThereIsNot_IsUnknownCheckpointAndNothingIsSent()
    {
        Report(Row(1) with { Identity = Own });
        var pending = SubmitAsync(Batch("A") with { Start = "gate" });
        await _checkpoints.ExpectMsgAsync<GetCheckpoint>(Bound);
        _checkpoints.Reply(new RequestFailed(default, ReplyCode.UnknownCheckpoint, "no 'gate'"));
        var done = await pending;
        Assert.Equal((ReplyCode.UnknownCheckpoint, "no 'gate'"), (done.Code, done.Detail));
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Cancel_WhileTheStartIsLookedUp_SendsNothing()
    {
        Report(Row(1) with { Identity = Own });
        var pending = SubmitAsync(Batch("A") with { Start = "gate", ExecutionId = "run-1" });
        await _checkpoints.ExpectMsgAsync<GetCheckpoint>(Bound);
        var store = _checkpoints.LastSender;
        await _balancer.Value.Ask<CommandDone>(new CancelBatch("run-1"), Bound);
        store.Tell(new Checkpoint(new CheckpointInfo("gate", Id(1), new string('b', 64), 1) { Identity = Own }, default, default));
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, ReplyCode.Cancelled, 0), (done.Status, done.Code, done.Applied));
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private static readonly GameIdentity Own = new(new string('a', 64), "mGBA", "0.10.1");

    private static readonly GameIdentity Other = Own with { CartridgeSha256 = new string('b', 64) };

    private async Task AnswerStartAsync(GameIdentity? identity)
    {
        Assert.Equal("gate", (await _checkpoints.ExpectMsgAsync<GetCheckpoint>(Bound)).Name);
        _checkpoints.Reply(new Checkpoint(new CheckpointInfo("gate", Id(9), new string('b', 64), 1) { Identity = identity }, default, default));
    }

    private static EmulatorId Id(int number) => EmulatorId.Parse($"emu-{number}");

    private static EmulatorLoad Row(int number) => new(Id(number), EmulatorState.Ready) { Cartridge = "DEMO" };

    private static SubmitBatch Batch(string input) => new(InputBatch.Of(InputSequence.Parse(input)));

    private static BatchReply Applied(SendBatch sent) =>
        new(sent.Emulator, InputOutcome.Applied, sent.Batch.Steps, sent.Batch.Steps, 1, 1, TimeSpan.Zero, []);

    private static BatchReply Refused(SendBatch sent, ReplyCode code) =>
        new(sent.Emulator, InputOutcome.NotApplied, 0, sent.Batch.Steps, 1, 0, TimeSpan.Zero, []) { Code = code, Detail = "scripted" };

    private void Report(params EmulatorLoad[] rows) => _load.Take(new LoadReport("a", 1, 1, DateTimeOffset.UnixEpoch) { Emulators = [.. rows] });

    private Task<BatchExecution> SubmitAsync(SubmitBatch batch) => _balancer.Value.Ask<BatchExecution>(batch, Bound);

    private Task<RequestFailed> CancelAsync(string id) => _balancer.Value.Ask<RequestFailed>(new CancelBatch(id), Bound);

    /// <summary>A policy of the user's own.</summary>
    private sealed class OwnPolicy(string name, Func<BalancingCandidate> pick) : IBalancingPolicy
    {
        public string Name => name;

        public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames) => pick();
    }
}
