using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>What becomes of inputs when a request, a server or a slot fails.</summary>
public sealed class EmulatorFailureTests : EmulatorActorTestKit
{
    [Fact]
    public async Task Ready_ServerOfAStaticSlotDoesNotTrustItsStates_IsLogged()
    {
        var emulator = Create(game: new ScriptedGame { StateProblem = "memory differs at frame 9" });
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        await EventFilter.Warning(contains: "memory differs at frame 9").ExpectOneAsync(Bound, async () =>
        {
            emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/"), IsStatic: true));
            await StateAsync(emulator, EmulatorState.Ready);
        });
    }

    [Fact]
    public async Task SendBatch_HalfAppliedThenLost_SendsTheRestOneByOneAndNothingTwice()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.HalfApplied);
        var pending = SendBatch(emulator, DispatchMode.Coalesced, "A", "B", "START", "SELECT");
        await GoOnAsync(emulator);
        var reply = await pending;
        Assert.Equal((InputOutcome.Applied, 4), (reply.Outcome, reply.Applied));
        Assert.Equal(["A", "B", "START", "SELECT"], Game.Applied);
        Assert.Equal([4, 1, 1], Game.Requests);
        Assert.Equal(EmulatorState.Sequential, (await StatusAsync(emulator)).State);
    }

    [Fact]
    public async Task SequentialMode_TwentyGoodInputs_ReturnsToBatches()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.LostBefore);
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
        Game.Fail(ScriptedFault.LostAfter);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        Assert.Equal(InputOutcome.Applied, (await pending).Outcome);
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_ServerDiesUnderIt_SaysWhatHappenedToTheInputAndThenThatItCannotBeFoundOut()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Died);
        var reply = await Send(emulator, "A");
        Assert.Equal(InputOutcome.Unknown, reply.Outcome);
        Assert.Equal("scripted: Died It could not be found out what was applied: scripted: the claim found no connection.", reply.Detail);
    }

    [Fact]
    public async Task SendInput_FailsAgainAndAgainAlone_IsAnsweredNotApplied()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.LostBefore, ScriptedFault.LostBefore, ScriptedFault.LostBefore);
        var pending = Send(emulator, "A");
        for (var i = 0; i < 3; i++)
            await GoOnAsync(emulator);
        var reply = await pending;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.ServerTimeout), (reply.Outcome, reply.Code));
        Assert.Empty(Game.Applied);
    }

    [Fact]
    public async Task SendInput_FateUnknowable_IsUnknownAndNeverRepeated()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Unknowable);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        Assert.Equal(InputOutcome.Unknown, (await pending).Outcome);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(["B"], Game.Applied);
        Assert.Contains("unknown", (await StatusAsync(emulator)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uncertain_OptionSaysWait_RefusesUntilReset()
    {
        var emulator = await UncertainAsync();
        var refused = await Send(emulator, "B");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Uncertain), (refused.Outcome, refused.Code));
        Assert.IsType<CommandDone>(await emulator.Ask<object>(new ResetGame(Emu), Bound));
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(1, Game.Resets);
    }

    [Fact]
    public async Task ServerDies_InFlightUnknownQueuedKept_GoesOnInTheNextEpoch()
    {
        var emulator = await StartAsync();
        Game.Close();
        Game.Fail(ScriptedFault.Died);
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var second = Send(emulator, "B");
        var third = Send(emulator, "START");
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        var acquire = await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.NotNull(acquire.Failure);
        Game.Life = "life-2";
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-2", new Uri("http://game/2/")));
        Assert.Equal((InputOutcome.Applied, 2L), ((await second).Outcome, (await second).Epoch));
        Assert.Equal(InputOutcome.Applied, (await third).Outcome);
        Assert.Equal(["B", "START"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_NoConnectionOnce_IsTriedAgainWithoutTroublingAnybody()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.NotConnected);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A")).Outcome);
        Assert.Equal(["A"], Game.Applied);
        Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State);
    }

    [Fact]
    public async Task Quarantine_QueuedAndNewInputs_AreAnsweredQuarantinedUntilReleased()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.NotConnected, ScriptedFault.NotConnected, ScriptedFault.NotConnected);
        var waiting = Send(emulator, "A");
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotDenied(Emu, ReplyCode.Quarantined, "5 failures", TimeSpan.FromMinutes(5)));
        var answered = await waiting;
        Assert.Equal((InputOutcome.Quarantined, "5 failures"), (answered.Outcome, answered.Detail));
        Assert.Equal(InputOutcome.Quarantined, (await Send(emulator, "B")).Outcome);

        await emulator.Ask<CommandDone>(new ReleaseQuarantine(Emu), Bound);
        await Pool.ExpectMsgAsync<PoolMessages.EndQuarantine>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Sequential, (await StatusAsync(emulator)).State), Bound);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
        Assert.Equal(["B"], Game.Applied);
    }

    [Fact]
    public async Task SlotLost_WhileIdle_TakesAnotherSlot()
    {
        var emulator = await StartAsync();
        emulator.Tell(new PoolMessages.SlotLost(Emu, "slot-1", new SessionFailure(ReplyCode.ServerUnreachable, "killed")));
        Assert.Equal("killed", (await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound)).Failure?.Detail);
        Assert.Equal(EmulatorState.Recovering, (await StatusAsync(emulator)).State);
    }

    [Fact]
    public async Task Gathered_OneInputIsRefused_OnlyItsAgentHearsOfIt()
    {
        Settings.Emulator.Buffering.ThresholdPerSecond = 0;
        Game.Refuses = static input => input == "SELECT";
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var replies = new[] { Send(emulator, "B"), Send(emulator, "SELECT"), Send(emulator, "UP") };
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        await Task.WhenAll([first, .. replies]);
        Assert.Equal(
            [InputOutcome.Applied, InputOutcome.NotApplied, InputOutcome.Applied],
            (await Task.WhenAll(replies)).Select(reply => reply.Outcome));
        Assert.Equal(ReplyCode.InvalidRequest, (await replies[1]).Code);
        Assert.Equal(["A", "B", "UP"], Game.Applied);
        await Pool.ExpectNoMsgAsync(TimeSpan.Zero); // Who asks for what cannot be done brings nobody nearer to quarantine.
    }

    [Fact]
    public async Task SendBatch_OneInputIsRefused_IsRefusedWholeAndTheEmulatorGoesOn()
    {
        Game.Refuses = static input => input == "SELECT";
        var emulator = await StartAsync();
        var refused = await SendBatch(emulator, DispatchMode.Coalesced, "A", "SELECT", "B");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest, 0), (refused.Outcome, refused.Code, refused.Applied));
        Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State);
        Assert.Empty(Game.Applied);
    }

    [Fact]
    public async Task ServerFails_SaysThatNothingWasPressed_SessionStays()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Failed);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator); // Not another slot, which would be another game.
        Assert.Equal(InputOutcome.Applied, (await pending).Outcome);
        Assert.Equal(1, Game.Opened);
    }

    [Fact]
    public async Task ServerDies_PartIsKnown_OnlyTheRestIsUnknown()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.DiedHalfway);
        var reply = await SendBatch(emulator, DispatchMode.Coalesced, "A", "B", "UP", "DOWN");
        Assert.Equal(
            [InputOutcome.Applied, InputOutcome.Applied, InputOutcome.Unknown, InputOutcome.Unknown],
            reply.Results.Select(result => result.Outcome));
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
    }

    [Fact]
    public async Task Uncertain_OptionSaysWait_QuestionsAreAnswered()
    {
        var emulator = await UncertainAsync();
        Assert.IsType<StateReply>(await emulator.Ask<object>(new GetState(Emu), Bound));
        Assert.IsType<ScreenReply>(await emulator.Ask<object>(new GetScreen(Emu), Bound));
    }

    [Fact]
    public async Task Uncertain_ActorCrashes_StillWaitsForReset()
    {
        var emulator = await UncertainAsync();
        await CrashAsync(emulator);
        Grant(emulator);
        await StateAsync(emulator, EmulatorState.Uncertain);
        Assert.Equal(ReplyCode.Uncertain, (await Send(emulator, "B")).Code);
        Assert.IsType<CommandDone>(await emulator.Ask<object>(new ResetGame(Emu), Bound));
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B")).Outcome);
    }

    [Fact]
    public async Task SequentialMode_ExecutionsCountToo_ReturnsToBatches()
    {
        Settings.Emulator.SequentialInputs = 3;
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.LostBefore);
        var first = Send(emulator, "A");
        await GoOnAsync(emulator);
        await first;
        var batch = InputBatch.Of(InputSequence.Parse("B"), InputSequence.Parse("UP"));
        await emulator.Ask<BatchExecution>(new RunBatch(Emu, "run-1", batch, DispatchMode.Coalesced, InputTerms.Default), Bound);
        await StateAsync(emulator, EmulatorState.Ready);
    }

    [Fact]
    public async Task PutBack_DeadlinePassesBeforeItMayGoAgain_IsExpiredThen()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.LostBefore);
        Game.Close();
        var pending = Send(emulator, "A", new InputTerms { Deadline = TimeSpan.FromMilliseconds(50) });
        await ReachedAsync();
        await Send(emulator, "B", new InputTerms { Deadline = TimeSpan.FromMilliseconds(100) }); // Expires while it waits.
        Game.Open();
        Assert.Equal(InputOutcome.Expired, (await pending).Outcome); // Nobody has said yet that the emulator may go on.
        await Pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
        Assert.Empty(Game.Applied);
    }

    [Fact]
    public async Task SlotLost_BeforeItMayGoOnAfterAFault_WaitsForItsNextSlotAndKeepsTheOrder()
    {
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.LostBefore);
        var replies = Enumerable.Range(1, 3).Select(i => Send(emulator, $"WAIT:{i}")).ToList();
        await Pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
        emulator.Tell(new PoolMessages.SlotLost(Emu, "slot-1", new SessionFailure(ReplyCode.ServerUnreachable, "killed")));
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.GoOn(Emu)); // To the fault. It was on the way when the slot was lost.
        Assert.Equal(EmulatorState.Recovering, (await StatusAsync(emulator)).State);
        Grant(emulator);
        Assert.All(await Task.WhenAll(replies), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(["WAIT:1", "WAIT:2", "WAIT:3"], Game.Applied);
    }

    [Fact]
    public async Task SessionFactoryThrows_IsAFailureLikeOthers()
    {
        var emulator = Create();
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://throws/")));
        var acquire = await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.Contains("http://throws/", acquire.Failure?.Detail, StringComparison.Ordinal);
    }

    /// <summary>Makes an emulator with an input whose result is unknown, so that it waits for a reset.</summary>
    private async Task<IActorRef> UncertainAsync()
    {
        Settings.Emulator.ContinueWhenUncertain = false;
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Unknowable);
        var pending = Send(emulator, "A");
        await GoOnAsync(emulator);
        await pending;
        await StateAsync(emulator, EmulatorState.Uncertain);
        return emulator;
    }
}
