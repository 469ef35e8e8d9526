using ActorInput.Actors.Buffering;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Emulators;

public sealed class EmulatorActorTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly ScriptedGame _game = new();
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1"] };
    private readonly WindowTimer _timer = new();
    private readonly TestProbe _pool;

    public EmulatorActorTests()
        : base("akka.loglevel = WARNING")
    {
        _options.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);
        _pool = CreateTestProbe("pool");
    }

    [Fact]
    public async Task SendInput_EmulatorReady_IsAppliedAndAnswered()
    {
        var emulator = await StartAsync();

        var reply = await Send(emulator, "RIGHT RIGHT A");

        Assert.Equal((InputOutcome.Applied, 3, 3, 1L, 1L), (reply.Outcome, reply.Applied, reply.Of, reply.Epoch, reply.Sequence));
        Assert.Equal(["RIGHT*2 A"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_BeforeTheSlotIsGranted_WaitsAndIsApplied()
    {
        var emulator = Create();
        var reply = Send(emulator, "A");
        await GrantAsync(emulator);
        Assert.Equal(InputOutcome.Applied, (await reply).Outcome);
    }

    [Fact]
    public async Task SendInput_ManyAtOnce_LeaveInOrderInBatches()
    {
        var emulator = await StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Send(emulator, $"WAIT:{i}")));
        Assert.All(replies, reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"WAIT:{i}"), _game.Applied);
        Assert.True(_game.Requests.Count < 200, $"{_game.Requests.Count} requests for 200 inputs: nothing was gathered.");
        Assert.All(_game.Requests, size => Assert.InRange(size, 1, 8));
    }

    [Fact]
    public async Task SendBatch_Coalesced_IsOneRequestWithAResultForEach()
    {
        var emulator = await StartAsync();
        var reply = await SendBatch(emulator, DispatchMode.Coalesced, "A B", "START", "UP*4");
        Assert.Equal((InputOutcome.Applied, 7, 7), (reply.Outcome, reply.Applied, reply.Of));
        Assert.Equal([2, 1, 4], reply.Results.Select(result => result.Applied));
        Assert.Equal([3], _game.Requests);
    }

    [Theory]
    [InlineData(DispatchMode.Sequential)]
    [InlineData(DispatchMode.Concurrent)]
    public async Task SendBatch_OtherModes_AreOneRequestForEachInput(DispatchMode mode)
    {
        var emulator = await StartAsync();
        var reply = await SendBatch(emulator, mode, "A", "B", "START");
        Assert.Equal((InputOutcome.Applied, 3), (reply.Outcome, reply.Applied));
        Assert.Equal([1, 1, 1], _game.Requests);
        Assert.Equal(["A", "B", "START"], mode == DispatchMode.Sequential ? _game.Applied : _game.Applied.Order());
    }

    [Fact]
    public async Task SendBatch_HalfAppliedThenLost_SendsTheRestOneByOneAndNothingTwice()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.HalfApplied);
        var pending = SendBatch(emulator, DispatchMode.Coalesced, "A", "B", "START", "SELECT");
        await GoOnAsync(emulator);
        var reply = await pending;
        Assert.Equal((InputOutcome.Applied, 4), (reply.Outcome, reply.Applied));
        Assert.Equal(["A", "B", "START", "SELECT"], _game.Applied);
        Assert.Equal([4, 1, 1], _game.Requests);
        Assert.Equal(EmulatorState.Sequential, (await StatusAsync(emulator)).State);
    }

    [Fact]
    public async Task SequentialMode_TwentyGoodInputs_ReturnsToBatches()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.LostBefore);
        var first = Send(emulator, "A");
        await GoOnAsync(emulator);
        Assert.Equal(InputOutcome.Applied, (await first).Outcome);
        for (var i = 1; i < 19; i++)
            await Send(emulator, "B");
        Assert.Equal(EmulatorState.Sequential, (await StatusAsync(emulator)).State);
        await Send(emulator, "B");
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
    }

    [Fact]
    public async Task SendInput_LostAfterItWasApplied_IsAppliedOnce()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.LostAfter);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        Assert.Equal(InputOutcome.Applied, (await pending).Outcome);
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_FailsAgainAndAgainAlone_IsAnsweredNotApplied()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.LostBefore, ScriptedFault.LostBefore, ScriptedFault.LostBefore);
        var pending = Send(emulator, "A");
        for (var i = 0; i < 3; i++)
            await GoOnAsync(emulator);
        var reply = await pending;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.ServerTimeout), (reply.Outcome, reply.Code));
        Assert.Empty(_game.Applied);
    }

    [Fact]
    public async Task SendInput_FateUnknowable_IsUnknownAndNeverRepeated()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.Unknowable);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        Assert.Equal(InputOutcome.Unknown, (await pending).Outcome);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(["B"], _game.Applied);
        Assert.Contains("unknown", (await StatusAsync(emulator)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uncertain_OptionSaysWait_RefusesUntilReset()
    {
        _options.Emulator.ContinueWhenUncertain = false;
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.Unknowable);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        await pending;
        var refused = await Send(emulator, "B");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Uncertain), (refused.Outcome, refused.Code));
        Assert.Equal(EmulatorState.Uncertain, (await StatusAsync(emulator)).State);

        Assert.IsType<CommandDone>(await emulator.Ask<object>(new ResetGame(Emu), Bound));
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(1, _game.Resets);
    }

    [Fact]
    public async Task ServerDies_InFlightUnknownQueuedKept_GoesOnInTheNextEpoch()
    {
        var emulator = await StartAsync();
        _game.Close();
        _game.Fail(ScriptedFault.Died);
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var second = Send(emulator, "B");
        var third = Send(emulator, "START");
        _game.Open();
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        var acquire = await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.NotNull(acquire.Failure);
        _game.Life = "life-2";
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-2", new Uri("http://game/2/")));
        Assert.Equal((InputOutcome.Applied, 2L), ((await second).Outcome, (await second).Epoch));
        Assert.Equal(InputOutcome.Applied, (await third).Outcome);
        Assert.Equal(["B", "START"], _game.Applied);
    }

    [Fact]
    public async Task ActorCrashes_QueuedAndInFlightKept_EachAnsweredOnce()
    {
        var emulator = await StartAsync();
        _game.Close();
        var replies = Enumerable.Range(1, 20).Select(i => Send(emulator, $"WAIT:{i}")).ToList();
        await InFlightAsync(emulator);
        _game.InfoFault = new InvalidOperationException("scripted crash");
        emulator.Tell(new GetStatus(Emu));
        replies.AddRange(Enumerable.Range(21, 10).Select(i => Send(emulator, $"WAIT:{i}")));
        _game.Open();
        var acquire = await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.Contains("scripted crash", acquire.Failure?.Detail, StringComparison.Ordinal);
        _game.InfoFault = null;
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        var answered = await Task.WhenAll(replies);
        Assert.All(answered, reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(Enumerable.Range(1, 30).Select(i => $"WAIT:{i}"), _game.Applied);
    }

    [Fact]
    public async Task SendInput_QueueFull_IsOverloadedAtOnce()
    {
        _options.Emulator.Buffering.QueueLength = 4;
        var emulator = await StartAsync();
        _game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var waiting = Enumerable.Range(0, 4).Select(_ => Send(emulator, "B")).ToList();
        var refused = await Send(emulator, "START");
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull, 0L), (refused.Outcome, refused.Code, refused.Sequence));
        Assert.NotNull(refused.RetryAfter);
        Assert.Contains("4", refused.Detail, StringComparison.Ordinal);
        _game.Open();
        await Task.WhenAll(waiting.Append(first));
        Assert.Equal(["A", "B", "B", "B", "B"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_DeadlinePassesWhileQueued_IsExpiredAndNotSent()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var late = await Send(emulator, "B", new InputTerms { Deadline = TimeSpan.FromMilliseconds(20) });
        Assert.Equal((InputOutcome.Expired, ReplyCode.DeadlinePassed), (late.Outcome, late.Code));
        _game.Open();
        await first;
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_InteractiveBehindBulk_GoesFirst()
    {
        var emulator = await StartAsync();
        _game.Close();
        var all = new List<Task<InputReply>> { Send(emulator, "A") };
        await InFlightAsync(emulator);
        all.Add(Send(emulator, "UP", new InputTerms { Priority = InputPriority.Bulk }));
        all.Add(Send(emulator, "DOWN", new InputTerms { Priority = InputPriority.Bulk }));
        all.Add(Send(emulator, "LEFT"));
        all.Add(Send(emulator, "RIGHT"));
        _game.Open();
        await Task.WhenAll(all);
        Assert.Equal(["A", "LEFT", "RIGHT", "UP", "DOWN"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_SameIdAgain_GetsTheFirstAnswerAndPressesNothing()
    {
        var emulator = await StartAsync();
        var terms = new InputTerms { Id = "turn-1" };
        var first = await Send(emulator, "A", terms);
        var again = await Send(emulator, "A", terms);
        Assert.Equal(first, again);
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_SameIdWhileTheFirstIsUnderWay_BothGetOneAnswer()
    {
        var emulator = await StartAsync();
        _game.Close();
        var terms = new InputTerms { Id = "turn-1" };
        var first = Send(emulator, "A", terms);
        await InFlightAsync(emulator);
        var again = Send(emulator, "A", terms);
        _game.Open();
        Assert.Equal(await first, await again);
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_IdOfAnotherInput_IsRefused()
    {
        var emulator = await StartAsync();
        await Send(emulator, "A", new InputTerms { Id = "turn-1" });
        var refused = await Send(emulator, "B", new InputTerms { Id = "turn-1" });
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InputIdReused), (refused.Outcome, refused.Code));
        Assert.Equal(["A"], _game.Applied);
    }

    public static TheoryData<string, InputTerms, string> BadTerms => new()
    {
        { "A", new InputTerms { Id = new string('x', 129) }, "129" },
        { "A", new InputTerms { Id = "" }, "0 characters" },
        { "A", new InputTerms { Deadline = TimeSpan.FromSeconds(-1) }, "-1000 ms" },
        { "A", new InputTerms { Deadline = TimeSpan.FromDays(2) }, "86400000 ms" },
        { "A", new InputTerms { Priority = (InputPriority)7 }, "priority is 7" },
    };

    [Theory]
    [MemberData(nameof(BadTerms))]
    public async Task SendInput_BadTerms_IsRefusedWithTheFieldAndTheValue(string input, InputTerms terms, string says)
    {
        var emulator = await StartAsync();
        var refused = await Send(emulator, input, terms);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest), (refused.Outcome, refused.Code));
        Assert.Contains(says, refused.Detail, StringComparison.Ordinal);
        Assert.Empty(_game.Requests);
    }

    [Fact]
    public async Task SendBatch_TooLong_IsRefusedWhole()
    {
        _options.Limits = new InputLimits { MaxBatchInputs = 2 };
        var emulator = await StartAsync();
        var refused = await SendBatch(emulator, DispatchMode.Coalesced, "A", "B", "START");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest), (refused.Outcome, refused.Code));
        Assert.Contains("3 entries", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(_game.Requests);
    }

    [Fact]
    public async Task SendBatch_OneTokenNotSupported_IsRefusedWhole()
    {
        var game = new ScriptedGame { Chords = false, Dialect = "gym" };
        var emulator = await StartAsync(game);
        var refused = await SendBatch(emulator, DispatchMode.Coalesced, "A", "A+B", "START");
        Assert.Equal(InputOutcome.NotSupported, refused.Outcome);
        Assert.Contains("'A+B'", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(game.Requests);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A")).Outcome);
    }

    [Fact]
    public async Task Quarantine_QueuedAndNewInputs_AreAnsweredQuarantinedUntilReleased()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.NotConnected, ScriptedFault.NotConnected, ScriptedFault.NotConnected);
        var waiting = Send(emulator, "A");
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotDenied(Emu, ReplyCode.Quarantined, "5 failures", TimeSpan.FromMinutes(5)));
        var answered = await waiting;
        Assert.Equal((InputOutcome.Quarantined, "5 failures"), (answered.Outcome, answered.Detail));
        Assert.Equal(InputOutcome.Quarantined, (await Send(emulator, "B")).Outcome);

        await emulator.Ask<CommandDone>(new ReleaseQuarantine(Emu), Bound);
        await _pool.ExpectMsgAsync<PoolMessages.EndQuarantine>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Sequential, (await StatusAsync(emulator)).State), Bound);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(["B"], _game.Applied);
    }

    [Fact]
    public async Task SendInput_NoConnectionOnce_IsTriedAgainWithoutTroublingAnybody()
    {
        var emulator = await StartAsync();
        _game.Fail(ScriptedFault.NotConnected);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A")).Outcome);
        Assert.Equal(["A"], _game.Applied);
        Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State);
    }

    [Fact]
    public async Task AgentStops_ItsQueuedInputsGoWithIt_OthersStay()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var agent = CreateTestProbe();
        emulator.Tell(new SendInput(Emu, InputSequence.Parse("SELECT"), new InputTerms { DropWithSender = true }), agent);
        var other = Send(emulator, "B");
        await AwaitAssertAsync(async () => Assert.Equal(2, (await StatusAsync(emulator)).Queued), Bound);
        Sys.Stop(agent);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await StatusAsync(emulator)).Queued), Bound);
        _game.Open();
        await Task.WhenAll(first, other);
        Assert.Equal(["A", "B"], _game.Applied);
    }

    [Fact]
    public async Task Stop_WhatIsQueuedIsSent_NewInputsAreRefused()
    {
        var emulator = await StartAsync();
        Watch(emulator);
        _game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var queued = Send(emulator, "B");
        emulator.Tell(StopEmulator.Instance);
        var refused = await Send(emulator, "START");
        Assert.Equal(ReplyCode.ShuttingDown, refused.Code);
        _game.Open();
        Assert.Equal([InputOutcome.Applied, InputOutcome.Applied], [(await first).Outcome, (await queued).Outcome]);
        await _pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Stop_ServerHangs_EverythingIsAnsweredWithinTheBound()
    {
        _options.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var emulator = await StartAsync();
        Watch(emulator);
        _game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var queued = Send(emulator, "B");
        emulator.Tell(StopEmulator.Instance);
        Assert.Equal(InputOutcome.NotApplied, (await queued).Outcome);
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task UnknownEmulator_AnyMessage_IsAnsweredSo()
    {
        var emulator = Create("emu-99");
        var id = EmulatorId.Parse("emu-99");
        var reply = await emulator.Ask<InputReply>(new SendInput(id, InputSequence.Parse("A")), Bound);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.UnknownEmulator), (reply.Outcome, reply.Code));
        Assert.Equal(ReplyCode.UnknownEmulator, (await emulator.Ask<RequestFailed>(new GetStatus(id), Bound)).Code);
        await _pool.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Questions_WhileInputsWait_AreAnsweredInBetween()
    {
        var emulator = await StartAsync();
        await Send(emulator, "A");
        var state = await emulator.Ask<StateReply>(new GetState(Emu), Bound);
        Assert.Equal("""{"applied":1}""", System.Text.Encoding.UTF8.GetString(state.Json.Span));
        Assert.Equal(16, (await emulator.Ask<MemoryReply>(new ReadMemory(Emu, 0xC100, 16), Bound)).Bytes.Length);
        Assert.NotEqual(0, (await emulator.Ask<ScreenReply>(new GetScreen(Emu), Bound)).Png.Length);
    }

    [Fact]
    public async Task SlotLost_WhileIdle_TakesAnotherSlot()
    {
        var emulator = await StartAsync();
        emulator.Tell(new PoolMessages.SlotLost(Emu, "slot-1", new SessionFailure(ReplyCode.ServerUnreachable, "killed")));
        Assert.Equal("killed", (await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound)).Failure?.Detail);
        Assert.Equal(EmulatorState.Recovering, (await StatusAsync(emulator)).State);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    private IActorRef Create(string id = "emu-1", ScriptedGame? game = null)
    {
        var services = ScriptedServices.Create(_options, game ?? _game, _timer, _pool, Sys);
        return Sys.ActorOf(EmulatorActor.Props(id, services), id);
    }

    private async Task<IActorRef> StartAsync(ScriptedGame? game = null)
    {
        var emulator = Create(game: game);
        await GrantAsync(emulator);
        return emulator;
    }

    private async Task GrantAsync(IActorRef emulator)
    {
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
    }

    private async Task GoOnAsync(IActorRef emulator)
    {
        await _pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
        emulator.Tell(new PoolMessages.GoOn(Emu));
    }

    private Task InFlightAsync(IActorRef emulator) =>
        AwaitAssertAsync(async () => Assert.NotEqual(0, (await StatusAsync(emulator)).InFlight), Bound);

    private static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    private static Task<InputReply> Send(IActorRef emulator, string input, InputTerms? terms = null) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), terms ?? InputTerms.Default), Bound);

    private static Task<BatchReply> SendBatch(IActorRef emulator, DispatchMode mode, params string[] inputs) =>
        emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), mode, InputTerms.Default), Bound);
}
