using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Executions and checkpoints: an execution runs in one piece, with no input of others in between.</summary>
public sealed class ExecutionTests : ExecutionTestKit
{
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
        Assert.Equal(["A B", "UP"], Game.Applied);
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
        Assert.Equal((30 * 5) + 60, Game.Applied.Count);
        for (var i = 0; i < 30; i++)
        {
            var first = Game.Applied.IndexOf($"WAIT:{(i * 10) + 1}");
            Assert.Equal(Enumerable.Range(1, 5).Select(step => $"WAIT:{(i * 10) + step}"), Game.Applied.GetRange(first, 5));
        }

        // Everything was sent by one sender, so it is applied in the order in which it was sent.
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"WAIT:{(i * 10) + 1}"), Game.Applied.Where(input => input.EndsWith('1') && input.StartsWith("WAIT", StringComparison.Ordinal)));
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
        Assert.Equal(["A", "UP"], Game.Applied);
    }

    [Fact]
    public async Task Save_BehindInputs_SeesAllThatWasAcceptedBefore()
    {
        var emulator = await StartAsync();
        Game.Close();
        var sent = Enumerable.Range(1, 20).Select(i => SendAsync(emulator, $"WAIT:{i}")).ToList();
        var saved = emulator.Ask<CheckpointSaved>(new SaveCheckpoint(Emu, null), Bound);
        var after = SendAsync(emulator, "B");
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        await Task.WhenAll(sent.Append(after));
        var name = (await saved).Name;
        Assert.Matches("^emu-1-[0-9]{8}-[0-9]{6}-[0-9a-f]{8}$", name);
        Assert.IsType<CommandDone>(await emulator.Ask<object>(new LoadCheckpoint(Emu, name, null), Bound));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"WAIT:{i}"), Game.Applied);
    }

    [Fact]
    public async Task Run_StopsBetweenStartAndInputs_SaysThatTheStartWasDone()
    {
        var emulator = await StartAsync();
        Game.CloseResets();
        var pending = RunAsync(emulator, Run("A") with { Start = "fresh" });
        await RunningAsync();
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: true));
        await StatusAsync(emulator); // Told behind it.
        Game.OpenResets();

        var done = await pending;
        Assert.Equal((ExecutionStatus.TimedOut, 0, StartFate.Done), (done.Status, done.Applied, done.Start));
        Assert.Equal(1, Game.Resets);
    }

    [Theory]
    [InlineData(ScriptedFault.NotConnected)]
    [InlineData(ScriptedFault.Failed)]
    public async Task Run_FirstInputFailsAfterTheStart_SaysThatTheStartWasDone(object fault)
    {
        Settings.Emulator.Session.Retries = 0;
        var emulator = await StartAsync();
        Game.Fail((ScriptedFault)fault);
        var done = await RunAsync(emulator, Run("A") with { Start = "fresh" });
        Assert.Equal((ExecutionStatus.Failed, 0, StartFate.Done), (done.Status, done.Applied, done.Start));
    }

    [Fact]
    public async Task Run_StartIsLost_SaysThatItIsUnknown()
    {
        var emulator = await StartAsync();
        Game.ResetFailure = new SessionFailure(ReplyCode.ServerTimeout, "scripted: no answer");
        var done = await RunAsync(emulator, Run("A") with { Start = "fresh" });
        Assert.Equal((ExecutionStatus.Failed, StartFate.Unknown), (done.Status, done.Start));
        Assert.Equal(StartFate.NotAsked, (await RunAsync(emulator, Run("A") with { ExecutionId = "run-2", Timeout = TimeSpan.FromMilliseconds(1) })).Start);
    }

    [Fact]
    public async Task Run_UnknownCheckpoint_PressesNothing()
    {
        var emulator = await StartAsync();
        var done = await RunAsync(emulator, Run("A") with { Start = "nowhere" });
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.UnknownCheckpoint, 0), (done.Status, done.Code, done.Applied));
        Assert.Equal(StartFate.NotDone, done.Start);
        Assert.Contains("'nowhere'", done.Detail, StringComparison.Ordinal);
        Assert.Empty(done.Results);
        Assert.Empty(Game.Requests);
        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "A")).Outcome);
    }

    public static TheoryData<GameIdentity?, string> Foreign => new()
    {
        { Own with { CartridgeSha256 = new string('b', 64) }, "belongs to cartridge bbbbbbbbbbbb…, core mGBA 0.10.1; the game here is cartridge aaaaaaaaaaaa…, core mGBA 0.10.1." },
        { Own with { Core = "Gambatte" }, "core Gambatte 0.10.1; the game here is" },
        { Own with { CoreVersion = "0.10.2" }, "core mGBA 0.10.2; the game here is" },
        { null, "does not say which cartridge and core it belongs to: it was saved by an earlier version" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task LoadOrRun_CheckpointOfAnotherCartridgeOrCore_IsRefusedAndTheGameGoesOn(GameIdentity? identity, string says)
    {
        Assert.True(Checkpoint.TryCreate("gate", EmulatorId.Parse("emu-9"), "START\n"u8, default, out var made, out _));
        await Store.Ask<CheckpointStored>(new PutCheckpoint(made! with { Info = made.Info with { Identity = identity } }), Bound);
        var game = new ScriptedGame { Identity = Own, ForgetsOnReset = true };
        var emulator = await StartAsync(game);
        await SendAsync(emulator, "A");

        var refused = await emulator.Ask<RequestFailed>(new LoadCheckpoint(Emu, "gate", null), Bound);
        var done = await RunAsync(emulator, Run("UP") with { Start = "gate" });
        await SendAsync(emulator, "B");

        Assert.Equal(ReplyCode.ForeignState, refused.Code);
        Assert.Contains(says, refused.Detail, StringComparison.Ordinal);
        Assert.Equal((ExecutionStatus.Failed, ReplyCode.ForeignState, 0, refused.Detail), (done.Status, done.Code, done.Applied, done.Detail));
        Assert.Equal(["A", "B"], game.Applied);
        Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State);
        await Pool.ExpectNoMsgAsync(TimeSpan.Zero); // It is no failure of the emulator.
    }

    [Fact]
    public async Task Save_ServerThatTellsWhatItPlays_KeepsItWithTheCheckpoint()
    {
        var emulator = await StartAsync(new ScriptedGame { Identity = Own });
        await emulator.Ask<CheckpointSaved>(new SaveCheckpoint(Emu, "gate"), Bound);
        Assert.Equal(Own, (await Store.Ask<Checkpoint>(new GetCheckpoint("gate"), Bound)).Info.Identity);
        Assert.Equal(Own, (await StatusAsync(emulator)).Identity);
        Assert.IsType<CommandDone>(await emulator.Ask<object>(new LoadCheckpoint(Emu, "gate", null), Bound));
    }

    private static GameIdentity Own { get; } = new(new string('a', 64), "mGBA", "0.10.1");

    [Fact]
    public async Task Load_DialectCannot_IsNotSupportedAndTheGameGoesOn()
    {
        var emulator = await StartAsync(new ScriptedGame { Saves = false });
        Assert.Equal(ReplyCode.NotSupported, (await emulator.Ask<RequestFailed>(new SaveCheckpoint(Emu, "gate"), Bound)).Code);
        Assert.True(Checkpoint.TryCreate("gate", Emu, "A"u8, default, out var checkpoint, out _));
        await Store.Ask<CheckpointStored>(new PutCheckpoint(checkpoint!), Bound);
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
    public async Task Run_HalfAppliedThenLost_SendsTheRestAndNothingTwice()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.HalfApplied);
        var done = await RunAsync(emulator, Run("A", "B", "START", "SELECT"));
        Assert.Equal((ExecutionStatus.Succeeded, 4), (done.Status, done.Applied));
        Assert.Equal(["A", "B", "START", "SELECT"], Game.Applied);
        Assert.Equal([4, 1, 1], Game.Requests);
        await Pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
    }

    [Fact]
    public async Task Run_FateUnknowable_FailsAndPressesNoMore()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Unknowable);
        var done = await RunAsync(emulator, Run("A", "B") with { Mode = DispatchMode.Sequential });
        Assert.Equal((ExecutionStatus.Failed, 0), (done.Status, done.Applied));
        Assert.Equal([InputOutcome.Unknown, InputOutcome.NotApplied], done.Results.Select(result => result.Outcome));
        Assert.Empty(Game.Applied);
        emulator.Tell(new PoolMessages.GoOn(Emu), Pool);
        await AwaitAssertAsync(async () => Assert.Contains("unknown", (await StatusAsync(emulator)).Problem, StringComparison.Ordinal), Bound);
    }

    [Fact]
    public async Task Run_ServerDies_IsFailedWithUnknownAndOthersGoOnElsewhere()
    {
        var emulator = await StartAsync();
        Game.Close();
        Game.Fail(ScriptedFault.Died);
        var pending = RunAsync(emulator, Run("A", "B"));
        await RunningAsync();
        var other = SendAsync(emulator, "UP");
        Game.Open();
        var done = await pending;
        Assert.Equal(ExecutionStatus.Failed, done.Status);
        Assert.All(done.Results, result => Assert.Equal(InputOutcome.Unknown, result.Outcome));
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
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
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task Run_Bulk_GoesBehindInteractive()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var bulk = RunAsync(emulator, Run("UP", "DOWN") with { Terms = new InputTerms { Priority = InputPriority.Bulk } });
        var last = SendAsync(emulator, "B");
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        await Task.WhenAll(first, last);
        Assert.Equal(ExecutionStatus.Succeeded, (await bulk).Status);
        Assert.Equal(["A", "B", "UP", "DOWN"], Game.Applied);
    }

    [Fact]
    public async Task Gauge_AfterEverythingWasAnswered_HasNothingOutstandingAndAStepTime()
    {
        var services = ScriptedServices.Create(Settings, Game, Timer, Pool, Sys, Store);
        var emulator = await StartAsync(services);
        Game.Close();
        var run = RunAsync(emulator, Run("A", "B"));
        await RunningAsync();
        var input = SendAsync(emulator, "WAIT:10");
        await AwaitAssertAsync(async () => Assert.Equal(1, (await StatusAsync(emulator)).Queued), Bound);
        var busy = Assert.Single(services.Load.Read());
        Assert.Equal((270L, 1, EmulatorState.Ready, "SCRIPT"), (busy.OutstandingFrames, busy.QueuedInputs, busy.State, busy.Cartridge));
        Game.Open();
        await run;
        await input;
        var idle = Assert.Single(services.Load.Read());
        Assert.Equal(0, idle.OutstandingFrames);
        Assert.True(idle.StepMicroseconds > 0);
        Sys.Stop(emulator);
        await AwaitAssertAsync(() => Assert.Empty(services.Load.Read()), Bound);
    }
}
