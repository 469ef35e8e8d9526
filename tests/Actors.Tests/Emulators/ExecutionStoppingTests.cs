using ActorInput.Actors.Emulators;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Executions that are cancelled, run out of time, or whose emulator stops or moves.</summary>
public sealed class ExecutionStoppingTests : ExecutionTestKit
{
    [Fact]
    public async Task Cancel_WhileItRuns_StopsBetweenTwoInputs()
    {
        var emulator = await StartAsync();
        Game.Close();
        var pending = RunAsync(emulator, Run("A", "B", "UP") with { Mode = DispatchMode.Sequential, Observe = new ObservationRequest { Picture = true } });
        await RunningAsync();
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        await StatusAsync(emulator); // It has the message now: the first input is in flight, the second is not sent.
        Game.Open();
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, ReplyCode.Cancelled, 1, 3), (done.Status, done.Code, done.Applied, done.Of));
        Assert.Equal([InputOutcome.Applied, InputOutcome.NotApplied, InputOutcome.NotApplied], done.Results.Select(result => result.Outcome));
        Assert.Null(done.Observations);
        Assert.Equal(["A"], Game.Applied);
        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "B")).Outcome);
    }

    [Fact]
    public async Task Cancel_WhileItWaits_PressesNothing()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var pending = RunAsync(emulator, Run("B"));
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        var done = await pending;
        Assert.Equal((ExecutionStatus.Cancelled, ReplyCode.Cancelled, 0), (done.Status, done.Code, done.Applied));
        Game.Open();
        await first;
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task Cancel_PlainBatchThatWaits_IsAnsweredCancelled()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var batch = InputBatch.Of(InputSequence.Parse("B"), InputSequence.Parse("UP"));
        var pending = emulator.Ask<BatchReply>(new SendBatch(Emu, batch, DispatchMode.Coalesced, new InputTerms { Id = "run-1" }), Bound);
        emulator.Tell(new CancelExecution(Emu, "run-1", TimedOut: false));
        var done = await pending;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Cancelled), (done.Outcome, done.Code));
        Game.Open();
        await first;
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task Timeout_WhileItRuns_StopsBetweenTwoInputs()
    {
        var emulator = await StartAsync();
        Game.Close();
        var time = TimeSpan.FromMilliseconds(50);
        var pending = RunAsync(emulator, Run("A", "B") with { Mode = DispatchMode.Sequential, Timeout = time });
        await RunningAsync();
        await RunAsync(emulator, Run("UP") with { ExecutionId = "run-2", Timeout = time }); // Came later and waits: its time is up last.
        Game.Open();
        var done = await pending;
        Assert.Equal((ExecutionStatus.TimedOut, ReplyCode.WaitTimedOut, 1), (done.Status, done.Code, done.Applied));
        Assert.Equal(["A"], Game.Applied);
    }

    [Theory]
    [InlineData(true, ReplyCode.DeadlinePassed)]
    [InlineData(false, ReplyCode.WaitTimedOut)]
    public async Task TimeIsUp_WhileItWaits_PressesNothing(bool deadline, ReplyCode code)
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = SendAsync(emulator, "A");
        await RunningAsync();
        var time = TimeSpan.FromMilliseconds(20);
        var run = Run("B");
        var done = await RunAsync(emulator, deadline ? run with { Terms = new InputTerms { Deadline = time } } : run with { Timeout = time });
        Assert.Equal((ExecutionStatus.TimedOut, code, 0), (done.Status, done.Code, done.Applied));
        Game.Open();
        await first;
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task Stop_WhileOneRunsAndOneWaits_BothAreRunAndAnswered()
    {
        var emulator = await StartAsync();
        Watch(emulator);
        Game.Close();
        var first = RunAsync(emulator, Run("A"));
        await RunningAsync();
        var second = RunAsync(emulator, Run("B") with { ExecutionId = "run-2" });
        emulator.Tell(StopEmulator.Instance);
        await StatusAsync(emulator); // Told behind both: it knows that it is to stop.
        Game.Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
        Assert.Equal(ExecutionStatus.Succeeded, (await second).Status);
        await Pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    [Fact]
    public async Task Stop_ServerHangs_TheOneThatRunsIsUnknownTheOneThatWaitsIsNotApplied()
    {
        Settings.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var emulator = await StartAsync();
        Game.Close();
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
        var services = ScriptedServices.Create(Settings, Game, Timer, Pool, Sys, Store, router);
        var emulator = await StartAsync(services);
        await router.FishForMessageAsync(message => message is RouterMessages.Arrived, Bound);
        Watch(emulator);
        Game.Close();
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
        Game.Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await first).Status);
        await ExpectTerminatedAsync(emulator, Bound);
        Assert.Equal(["A"], Game.Applied);
        var answered = Assert.Single(((FakeHandoverStore)services.Handovers).Kept[Emu].Handover.Answered);
        Assert.Equal(("run-1", ExecutionStatus.Succeeded), (((RunBatch)answered.Request).ExecutionId, ((BatchExecution)answered.Reply).Status));
    }
}
