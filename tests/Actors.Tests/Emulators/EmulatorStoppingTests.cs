using ActorInput.Actors.Emulators;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>An emulator that stops, and one whose actor crashes.</summary>
public sealed class EmulatorStoppingTests : EmulatorActorTestKit
{
    [Fact]
    public async Task ActorCrashes_QueuedAndInFlightKept_EachAnsweredOnce()
    {
        var emulator = await StartAsync();
        Game.Close();
        var replies = Enumerable.Range(1, 20).Select(i => Send(emulator, $"WAIT:{i}")).ToList();
        await InFlightAsync(emulator);
        Game.InfoFault = new InvalidOperationException("scripted crash");
        emulator.Tell(new GetStatus(Emu));
        replies.AddRange(Enumerable.Range(21, 10).Select(i => Send(emulator, $"WAIT:{i}")));
        Game.Open();
        var acquire = await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.Contains("scripted crash", acquire.Failure?.Detail, StringComparison.Ordinal);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        var answered = await Task.WhenAll(replies);
        Assert.All(answered, reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(Enumerable.Range(1, 30).Select(i => $"WAIT:{i}"), Game.Applied);
    }

    [Fact]
    public async Task Stop_WhatIsQueuedIsSent_NewInputsAreRefused()
    {
        var emulator = await StartAsync();
        Watch(emulator);
        Game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var queued = Send(emulator, "B");
        emulator.Tell(StopEmulator.Instance);
        var refused = await Send(emulator, "START");
        Assert.Equal(ReplyCode.ShuttingDown, refused.Code);
        Game.Open();
        Assert.Equal([InputOutcome.Applied, InputOutcome.Applied], [(await first).Outcome, (await queued).Outcome]);
        await Pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Stop_ServerHangs_EverythingIsAnsweredWithinTheBound()
    {
        Settings.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var emulator = await StartAsync();
        Watch(emulator);
        Game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var queued = Send(emulator, "B");
        emulator.Tell(StopEmulator.Instance);
        Assert.Equal(InputOutcome.NotApplied, (await queued).Outcome);
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task ActorCrashes_AResultOnItsWayAndARequestInFlight_BothCountAsTheyAre()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var second = Send(emulator, "B");
        await StatusAsync(emulator);
        using var held = new ManualResetEventSlim();
        (Game.InfoGate, Game.InfoFault) = (held, new InvalidOperationException("scripted crash"));
        emulator.Tell(new GetStatus(Emu), ActorRefs.Nobody);
        Game.LetThrough(); // The result of the first waits behind the message that the actor is held at.
        await AwaitConditionAsync(() => Task.FromResult(Game is { Requests.Count: 1, Waiting: 1 }), Bound);
        held.Set();
        await StatusAsync(emulator); // The next instance has the result of the first. The second is in flight still.
        Game.Open();
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Grant(emulator);
        Assert.Equal([InputOutcome.Applied, InputOutcome.Applied], (await Task.WhenAll(first, second)).Select(reply => reply.Outcome));
        Assert.Equal(["A", "B"], Game.Applied);
    }

    [Fact]
    public async Task ActorCrashes_AnUnknownResultOnItsWay_WaitsForResetAllTheSame()
    {
        Settings.Emulator.ContinueWhenUncertain = false;
        var emulator = await StartAsync();
        Game.Fail(ScriptedFault.Unknowable);
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        using var held = new ManualResetEventSlim();
        (Game.InfoGate, Game.InfoFault) = (held, new InvalidOperationException("scripted crash"));
        emulator.Tell(new GetStatus(Emu), ActorRefs.Nobody);
        Game.Open();
        await AwaitConditionAsync(() => Task.FromResult(Game is { Requests.Count: 1, Waiting: 0 }), Bound);
        held.Set();
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Grant(emulator);
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        await StateAsync(emulator, EmulatorState.Uncertain);
    }

    [Fact]
    public async Task ActorCrashes_DeadlineOfWhatWaits_IsStillKept()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var late = Send(emulator, "B", new InputTerms { Deadline = TimeSpan.FromMilliseconds(500) });
        var batch = InputBatch.Of(InputSequence.Parse("UP"));
        var run = emulator.Ask<BatchExecution>(
            new RunBatch(Emu, "run-1", batch, DispatchMode.Coalesced, InputTerms.Default) { Timeout = TimeSpan.FromMilliseconds(500) }, Bound);
        await StatusAsync(emulator);
        Game.InfoFault = new InvalidOperationException("scripted crash");
        emulator.Tell(new GetStatus(Emu));
        Assert.Equal(InputOutcome.Expired, (await late).Outcome);
        Assert.Equal(ExecutionStatus.TimedOut, (await run).Status);
        Game.Open();
        Assert.Equal(InputOutcome.Applied, (await first).Outcome);
    }

    [Fact]
    public async Task ActorCrashes_WhileItStops_StopsAllTheSame()
    {
        Settings.Emulator.DrainTimeout = TimeSpan.FromSeconds(1);
        var emulator = await StartAsync();
        Watch(emulator);
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var queued = Send(emulator, "B");
        emulator.Tell(StopEmulator.Instance);
        await StateAsync(emulator, EmulatorState.Stopped);
        Game.InfoFault = new InvalidOperationException("scripted crash");
        emulator.Tell(new GetStatus(Emu), ActorRefs.Nobody);
        await ExpectTerminatedAsync(emulator, Bound);
        Assert.Equal(InputOutcome.Unknown, (await first).Outcome);
        Assert.Equal(InputOutcome.NotApplied, (await queued).Outcome);
    }

    [Fact]
    public async Task Stop_WhatWasNotSentComesBackAfterTheBound_IsAnsweredAndItStops()
    {
        Settings.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        Settings.Emulator.Session.RetryDelay = TimeSpan.FromSeconds(10);
        var emulator = await StartAsync();
        Watch(emulator);
        Game.Fail(ScriptedFault.NotConnected);
        var pending = Send(emulator, "A");
        await AwaitAssertAsync(() => Assert.Single(Game.Requests), Bound); // The first try is over; the second waits.
        emulator.Tell(StopEmulator.Instance);
        Assert.Equal(InputOutcome.NotApplied, (await pending).Outcome);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Stop_QuestionInFlight_IsAnsweredFirst()
    {
        var emulator = await StartAsync();
        Watch(emulator);
        Game.CloseQuestions();
        var state = emulator.Ask<StateReply>(new GetState(Emu), Bound);
        await AwaitAssertAsync(() => Assert.Equal(1, Game.Waiting), Bound);
        emulator.Tell(StopEmulator.Instance);
        Assert.Equal(ReplyCode.ShuttingDown, (await Send(emulator, "A")).Code);
        Game.OpenQuestions();
        await state;
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Kill_QuestionInFlight_IsAnsweredFailed()
    {
        var emulator = await StartAsync();
        Game.CloseQuestions();
        var state = emulator.Ask<RequestFailed>(new GetState(Emu), Bound);
        await AwaitAssertAsync(() => Assert.Equal(1, Game.Waiting), Bound);
        Sys.Stop(emulator);
        Assert.Equal(ReplyCode.ShuttingDown, (await state).Code);
    }
}
