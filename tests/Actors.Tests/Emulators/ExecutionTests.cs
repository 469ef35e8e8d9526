using ActorInput.Actors.Buffering;
using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Emulators;

public sealed class ExecutionTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly ScriptedGame _game = new() { ForgetsOnReset = true };
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1"] };
    private readonly WindowTimer _timer = new();
    private readonly TestProbe _pool;
    private readonly IActorRef _store;

    public ExecutionTests()
        : base("akka.loglevel = WARNING")
    {
        _options.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);
        _pool = CreateTestProbe("pool");
        _store = Sys.ActorOf(Props.Create(() => new CheckpointStore(new CheckpointOptions(), () => Array.Empty<CheckpointPeer>())));
    }

    [Fact]
    public async Task Run_FreshWithObservations_AnswersWhatWasPressedAndSeen()
    {
        var emulator = await StartAsync();
        await SendAsync(emulator, "START");
        var done = await RunAsync(emulator, Run("A B", "UP") with
        {
            Start = "fresh",
            Observe = new ObservationRequest { StateHash = true, Picture = true, Memory = [new MemoryRange(0xC100, 4)] },
        });
        Assert.Equal((ExecutionStatus.Succeeded, 3, 3, (string?)null), (done.Status, done.Applied, done.Of, done.Detail));
        Assert.Equal(["A B", "UP"], _game.Applied);
        Assert.Equal([2, 1], done.Results.Select(result => result.Applied));
        Assert.Equal([2L, 3L], done.Results.Select(result => result.Sequence));
        Assert.Equal((64, 1, 4), (done.Observations!.StateHash!.Length, done.Observations.Picture.Length, done.Observations.Memory.Single().Bytes.Length));
        Assert.True(done.EndedAt >= done.StartedAt);
    }

    [Fact]
    public async Task Run_WhileOthersPress_HasNothingOfThemInBetween()
    {
        var emulator = await StartAsync();
        var runs = new List<Task<BatchExecution>>();
        var others = new List<Task<InputReply>>();
        for (var i = 0; i < 30; i++)
        {
            others.Add(SendAsync(emulator, "START"));
            var mode = (DispatchMode)(i % 3) is DispatchMode.Concurrent ? DispatchMode.Coalesced : (DispatchMode)(i % 3);
            runs.Add(RunAsync(emulator, Run([.. Enumerable.Range(1, 5).Select(step => $"WAIT:{(i * 10) + step}")]) with { ExecutionId = $"r{i}", Mode = mode }));
            others.Add(SendAsync(emulator, "SELECT"));
        }

        Assert.All(await Task.WhenAll(runs), run => Assert.Equal(ExecutionStatus.Succeeded, run.Status));
        Assert.All(await Task.WhenAll(others), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal((30 * 5) + 60, _game.Applied.Count);
        for (var i = 0; i < 30; i++)
        {
            var first = _game.Applied.IndexOf($"WAIT:{(i * 10) + 1}");
            Assert.Equal(Enumerable.Range(1, 5).Select(step => $"WAIT:{(i * 10) + step}"), _game.Applied.GetRange(first, 5));
        }

        // Everything was sent by one sender, so it is applied in the order in which it was sent.
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"WAIT:{(i * 10) + 1}"), _game.Applied.Where(input => input.EndsWith('1') && input.StartsWith("WAIT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SaveThenRunFromIt_StartsWhereItWasSaved()
    {
        var emulator = await StartAsync();
        await SendAsync(emulator, "A");
        var saved = await emulator.Ask<CheckpointSaved>(new SaveCheckpoint(Emu, "gate"), Bound);
        Assert.Equal(("gate", 1L, 1L), (saved.Name, saved.Epoch, saved.Sequence));
        await SendAsync(emulator, "B");
        var done = await RunAsync(emulator, Run("UP") with { Start = "gate" });
        Assert.Equal(ExecutionStatus.Succeeded, done.Status);
        Assert.Equal(["A", "UP"], _game.Applied);
    }

    [Fact]
    public async Task Save_BehindInputs_SeesAllThatWasAcceptedBefore()
    {
        var emulator = await StartAsync();
        _game.Close();
        var sent = Enumerable.Range(1, 20).Select(i => SendAsync(emulator, $"WAIT:{i}")).ToList();
        var saved = emulator.Ask<CheckpointSaved>(new SaveCheckpoint(Emu, null), Bound);
        var after = SendAsync(emulator, "B");
        _game.Open();
        await Task.WhenAll(sent.Append(after));
        var name = (await saved).Name;
        Assert.Matches("^emu-1-[0-9]{8}-[0-9]{6}-[0-9a-f]{8}$", name);
        Assert.IsType<CommandDone>(await emulator.Ask<object>(new LoadCheckpoint(Emu, name, null), Bound));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"WAIT:{i}"), _game.Applied);
    }

    [Fact]
    public async Task Run_UnknownCheckpoint_PressesNothing()
    {
        var emulator = await StartAsync();
        var done = await RunAsync(emulator, Run("A") with { Start = "nowhere" });
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.UnknownCheckpoint, 0), (done.Status, done.Code, done.Applied));
        Assert.Contains("'nowhere'", done.Detail, StringComparison.Ordinal);
        Assert.Empty(done.Results);
        Assert.Empty(_game.Requests);
        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "A")).Outcome);
    }

    [Fact]
    public async Task Load_DialectCannot_IsNotSupportedAndTheGameGoesOn()
    {
        var emulator = await StartAsync(new ScriptedGame { Saves = false });
        Assert.Equal(ReplyCode.NotSupported, (await emulator.Ask<RequestFailed>(new SaveCheckpoint(Emu, "gate"), Bound)).Code);
        Assert.True(Checkpoint.TryCreate("gate", Emu, "A"u8, default, out var checkpoint, out _));
        await _store.Ask<CheckpointStored>(new PutCheckpoint(checkpoint!), Bound);
        Assert.Equal(ReplyCode.NotSupported, (await emulator.Ask<RequestFailed>(new LoadCheckpoint(Emu, "gate", null), Bound)).Code);
        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "A")).Outcome);
    }

    [Theory]
    [InlineData("fresh")]
    [InlineData("~emu-1")]
    [InlineData("a/b")]
    public async Task Save_NameThatIsNotAllowed_IsRefusedWithTheRule(string name)
    {
        var emulator = await StartAsync();
        var refused = await emulator.Ask<RequestFailed>(new SaveCheckpoint(Emu, name), Bound);
        Assert.Equal(ReplyCode.InvalidRequest, refused.Code);
        Assert.Contains($"'{name}'", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WhileItRuns_StopsBetweenTwoInputs()
    {
        var emulator = await StartAsync();
        _game.Close();
        var pending = RunAsync(emulator, Run("A", "B", "UP") with { Mode = DispatchMode.Sequential, Observe = new ObservationRequest { Picture = true } });
        await RunningAsync();
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        await StatusAsync(emulator); // It has the message now: the first input is in flight, the second is not sent.
        _game.Open();
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, ReplyCode.Cancelled, 1, 3), (done.Status, done.Code, done.Applied, done.Of));
        Assert.Equal([InputOutcome.Applied, InputOutcome.NotApplied, InputOutcome.NotApplied], done.Results.Select(result => result.Outcome));
        Assert.Null(done.Observations);
        Assert.Equal(["A"], _game.Applied);
        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "B")).Outcome);
    }

    [Fact]
    public async Task Cancel_WhileItWaits_PressesNothing()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var pending = RunAsync(emulator, Run("B"));
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, ReplyCode.Cancelled, 0), (done.Status, done.Code, done.Applied));
        _game.Open();
        await first;
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task Cancel_PlainBatchThatWaits_IsAnsweredCancelled()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var batch = InputBatch.Of(InputSequence.Parse("B"), InputSequence.Parse("UP"));
        var pending = emulator.Ask<BatchReply>(new SendBatch(Emu, batch, DispatchMode.Coalesced, new InputTerms { Id = "run-1" }), Bound);
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        var done = await pending;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Cancelled), (done.Outcome, done.Code));
        _game.Open();
        await first;
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task Timeout_WhileItRuns_StopsBetweenTwoInputs()
    {
        var emulator = await StartAsync();
        _game.Close();
        var pending = RunAsync(emulator, Run("A", "B") with { Mode = DispatchMode.Sequential, Timeout = TimeSpan.FromMilliseconds(50) });
        await RunningAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System); // What is tested is that time passes: ten times what it has.
        _game.Open();
        var done = await pending;
        Assert.Equal((ExecutionStatus.TimedOut, ReplyCode.WaitTimedOut, 1), (done.Status, done.Code, done.Applied));
        Assert.Equal(["A"], _game.Applied);
    }

    [Theory]
    [InlineData(true, ReplyCode.DeadlinePassed)]
    [InlineData(false, ReplyCode.WaitTimedOut)]
    public async Task TimeIsUp_WhileItWaits_PressesNothing(bool deadline, ReplyCode code)
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var time = TimeSpan.FromMilliseconds(20);
        var run = Run("B");
        var done = await RunAsync(emulator, deadline ? run with { Terms = new InputTerms { Deadline = time } } : run with { Timeout = time });
        Assert.Equal((ExecutionStatus.TimedOut, code, 0), (done.Status, done.Code, done.Applied));
        _game.Open();
        await first;
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task Run_HalfAppliedThenLost_SendsTheRestAndNothingTwice()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.HalfApplied);
        var done = await RunAsync(emulator, Run("A", "B", "START", "SELECT"));
        Assert.Equal((ExecutionStatus.Succeeded, 4), (done.Status, done.Applied));
        Assert.Equal(["A", "B", "START", "SELECT"], _game.Applied);
        Assert.Equal([4, 1, 1], _game.Requests);
        await _pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
    }

    [Fact]
    public async Task Run_FateUnknowable_FailsAndPressesNoMore()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.Unknowable);
        var done = await RunAsync(emulator, Run("A", "B") with { Mode = DispatchMode.Sequential });
        Assert.Equal((ExecutionStatus.Failed, 0), (done.Status, done.Applied));
        Assert.Equal([InputOutcome.Unknown, InputOutcome.NotApplied], done.Results.Select(result => result.Outcome));
        Assert.Empty(_game.Applied);
        emulator.Tell(new PoolMessages.GoOn(Emu), _pool);
        await AwaitAssertAsync(async () => Assert.Contains("unknown", (await StatusAsync(emulator)).Problem, StringComparison.Ordinal), Bound);
    }

    [Fact]
    public async Task Run_ServerDies_IsFailedWithUnknownAndOthersGoOnElsewhere()
    {
        var emulator = await StartAsync();
        _game.Close();
        _game.Fail(ScriptedFault.Died);
        var pending = RunAsync(emulator, Run("A", "B"));
        await RunningAsync();
        var other = SendAsync(emulator, "UP");
        _game.Open();
        var done = await pending;
        Assert.Equal(ExecutionStatus.Failed, done.Status);
        Assert.All(done.Results, result => Assert.Equal(InputOutcome.Unknown, result.Outcome));
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-2", new Uri("http://game/2/")));
        Assert.Equal(InputOutcome.Applied, (await other).Outcome);
    }

    [Fact]
    public async Task Run_OneTokenNotSupported_IsRefusedBeforeTheGameIsTouched()
    {
        var game = new ScriptedGame { Chords = false };
        var emulator = await StartAsync(game);
        var done = await RunAsync(emulator, Run("A", "A+B") with { Start = "fresh" });
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.NotSupported), (done.Status, done.Code));
        Assert.Equal((0, 0), (game.Resets, game.Requests.Count));
    }

    [Fact]
    public async Task Run_SameIdAgain_GetsTheFirstAnswerAndPressesNothing()
    {
        var emulator = await StartAsync();
        var run = Run("A") with { Terms = new InputTerms { Id = "turn-1" } };
        var first = await RunAsync(emulator, run);
        Assert.Equal(first, await RunAsync(emulator, run));
        var other = await RunAsync(emulator, run with { Start = "fresh" });
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.InputIdReused), (other.Status, other.Code));
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task Run_Bulk_GoesBehindInteractive()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var bulk = RunAsync(emulator, Run("UP", "DOWN") with { Terms = new InputTerms { Priority = InputPriority.Bulk } });
        var last = SendAsync(emulator, "B");
        _game.Open();
        await Task.WhenAll(first, last);
        Assert.Equal(ExecutionStatus.Succeeded, (await bulk).Status);
        Assert.Equal(["A", "B", "UP", "DOWN"], _game.Applied);
    }

    [Fact]
    public async Task Stop_WhileOneRunsAndOneWaits_BothAreRunAndAnswered()
    {
        var emulator = await StartAsync();
        Watch(emulator);
        _game.Close();
        var first = RunAsync(emulator, Run("A"));
        await RunningAsync();
        var second = RunAsync(emulator, Run("B") with { ExecutionId = "run-2" });
        emulator.Tell(StopEmulator.Instance);
        _game.Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
        Assert.Equal(ExecutionStatus.Succeeded, (await second).Status);
        await _pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Stop_ServerHangs_TheOneThatRunsIsUnknownTheOneThatWaitsIsNotApplied()
    {
        _options.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var emulator = await StartAsync();
        _game.Close();
        var first = RunAsync(emulator, Run("A"));
        await RunningAsync();
        var second = RunAsync(emulator, Run("B") with { ExecutionId = "run-2" });
        emulator.Tell(StopEmulator.Instance);
        Assert.Equal(InputOutcome.Unknown, (await first).Results.Single().Outcome);
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.ShuttingDown, 0), ((await second).Status, (await second).Code, (await second).Applied));
    }

    [Fact]
    public async Task Move_WhileOneRunsAndOneWaits_FirstIsAnsweredHereSecondGoesToTheNextOwner()
    {
        var router = CreateTestProbe("router");
        var services = ScriptedServices.Create(_options, _game, _timer, _pool, Sys, _store, router);
        var emulator = await StartAsync(services);
        await router.FishForMessageAsync(message => message is RouterMessages.Arrived, Bound);
        Watch(emulator);
        _game.Close();
        var first = RunAsync(emulator, Run("A") with { Terms = new InputTerms { Id = "turn-1" } });
        await RunningAsync();
        var second = Run("B") with { ExecutionId = "run-2", Start = "fresh", Timeout = TimeSpan.FromMinutes(1) };
        emulator.Tell(second, TestActor);
        emulator.Tell(StopEmulator.Instance);
        await router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        var returned = await router.ExpectMsgAsync<RouterMessages.Returned>(Bound);
        var moved = Assert.IsType<RunBatch>(returned.Message);
        Assert.Equal((TestActor, "run-2", "fresh"), (returned.ReplyTo, moved.ExecutionId, moved.Start));
        Assert.True(moved.Timeout < second.Timeout);
        emulator.Tell(new RouterMessages.Departed(Emu));
        _game.Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
        await ExpectTerminatedAsync(emulator, Bound);
        Assert.Equal(["A"], _game.Applied);
        var answered = Assert.Single(((FakeHandoverStore)services.Handovers).Kept[Emu].Handover.Answered);
        Assert.Equal(("run-1", ExecutionStatus.Succeeded), (((RunBatch)answered.Request).ExecutionId, ((BatchExecution)answered.Reply).Status));
    }

    [Fact]
    public async Task Gauge_AfterEverythingWasAnswered_HasNothingOutstandingAndAStepTime()
    {
        var services = ScriptedServices.Create(_options, _game, _timer, _pool, Sys, _store);
        var emulator = await StartAsync(services);
        _game.Close();
        var run = RunAsync(emulator, Run("A", "B"));
        await RunningAsync();
        var input = SendAsync(emulator, "WAIT:10");
        await AwaitAssertAsync(async () => Assert.Equal(1, (await StatusAsync(emulator)).Queued), Bound);
        var busy = Assert.Single(services.Load.Read());
        Assert.Equal((270L, 1, EmulatorState.Ready, "SCRIPT"), (busy.OutstandingFrames, busy.QueuedInputs, busy.State, busy.Cartridge));
        _game.Open();
        await run;
        await input;
        var idle = Assert.Single(services.Load.Read());
        Assert.Equal(0, idle.OutstandingFrames);
        Assert.True(idle.StepMicroseconds > 0);
        Sys.Stop(emulator);
        await AwaitAssertAsync(() => Assert.Empty(services.Load.Read()), Bound);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    private static RunBatch Run(params string[] inputs) =>
        new(Emu, "run-1", InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), DispatchMode.Coalesced, InputTerms.Default);

    private static Task<BatchExecution> RunAsync(IActorRef emulator, RunBatch run) => emulator.Ask<BatchExecution>(run, Bound);

    private static Task<InputReply> SendAsync(IActorRef emulator, string input) => emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input)), Bound);

    private static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    private Task RunningAsync() => AwaitConditionAsync(() => Task.FromResult(_game.Waiting > 0), Bound);

    private Task<IActorRef> StartAsync(ScriptedGame? game = null) => StartAsync(ScriptedServices.Create(_options, game ?? _game, _timer, _pool, Sys, _store));

    private async Task<IActorRef> StartAsync(EmulatorActorServices services)
    {
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", services), "emu-1");
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
        return emulator;
    }
}
