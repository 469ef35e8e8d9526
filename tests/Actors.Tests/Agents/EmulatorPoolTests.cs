using ActorInput.Actors.Agents;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>Inputs, questions and commands: what is sent, and what comes back.</summary>
public sealed class EmulatorPoolTests : PoolTestKit
{
    public EmulatorPoolTests()
        : base(new AgentOptions { MaxOutstanding = 3 })
    {
    }

    [Fact]
    public async Task SendInput_GoesToTheRouterAndItsReplyComesBackAsItIs()
    {
        var pending = Pool.SendInputAsync(Emu, "a b", new InputTerms { Id = "x-1" });
        var sent = await Router.ExpectMsgAsync<SendInput>(Bound);
        Assert.Equal((Emu, "A B", "x-1"), (sent.Emulator, sent.Input.ToString(), sent.Terms.Id));
        var told = new InputReply(Emu, InputOutcome.Partial, 1, 2, 3, 4, TimeSpan.FromMilliseconds(5)) { Code = ReplyCode.ServerError, Detail = "half" };
        Router.Reply(told);
        Assert.Equal(told, await pending.Within(Bound));
    }

    [Fact]
    public async Task SendInput_ManyCallsWithoutWaiting_LeaveInTheirOrder()
    {
        var pending = Enumerable.Range(1, 50).Select(i => Pool.SendInputAsync(Emu, $"WAIT:{i}")).ToList();
        for (var i = 1; i <= 50; i++)
        {
            Assert.Equal($"WAIT:{i}", (await Router.ExpectMsgAsync<SendInput>(Bound)).Input.ToString());
            Router.Reply(Applied());
        }

        Assert.All(await Task.WhenAll(pending).Within(Bound), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
    }

    [Fact]
    public async Task SendInput_WithoutAnAnswer_IsUnknownAndNeverSentAgain()
    {
        Options.InputTimeout = TimeSpan.FromMilliseconds(100);
        var reply = await Pool.SendInputAsync(Emu, "A B").Within(Bound);
        Assert.Equal((InputOutcome.Unknown, ReplyCode.WaitTimedOut, 0, 2), (reply.Outcome, reply.Code, reply.Applied, reply.Of));
        Assert.Contains("may have been pressed", reply.Detail, StringComparison.Ordinal);
        var batch = await Pool.SendInputBatchAsync(Emu, ["A", "B START"]).Within(Bound);
        Assert.Equal((InputOutcome.Unknown, ReplyCode.WaitTimedOut, 3), (batch.Outcome, batch.Code, batch.Of));
        await Router.ExpectMsgAsync<SendInput>(Bound);
        await Router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.False(Router.HasMessages);
    }

    [Fact]
    public async Task SendInput_Cancelled_StopsWaiting()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = Pool.SendInputAsync(Emu, "A", cancellation: cancellation.Token);
        await Router.ExpectMsgAsync<SendInput>(Bound);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Within(Bound));
    }

    [Theory]
    [InlineData("", "The input is empty")]
    [InlineData("A JUMP", "'JUMP' at position 2 is not a button")]
    public async Task SendInput_TextThatIsNone_IsRefusedBeforeAnythingIsSent(string text, string reason)
    {
        foreach (var call in new Func<Task>[] { () => Pool.SendInputAsync(Emu, text), () => Pool.SendInputOptimized(Emu, text), () => Pool.SendInputBatchAsync(Emu, ["A", text]) })
        {
            var failure = await Assert.ThrowsAsync<EmulatorPoolException>(call);
            Assert.Equal(ReplyCode.InvalidRequest, failure.Code);
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }

        Assert.False(Router.HasMessages);
    }

    [Fact]
    public async Task SendInputBatch_ResultsInOrder_ComeBackAsTheyAre()
    {
        var pending = Pool.SendInputBatchAsync(Emu, ["A", "B"], DispatchMode.Sequential);
        var sent = await Router.ExpectMsgAsync<SendBatch>(Bound);
        Assert.Equal(["A", "B"], sent.Batch.Inputs.Select(input => input.ToString()));
        Assert.Equal(DispatchMode.Sequential, sent.Mode);
        Router.Reply(BatchReply.Gather([Applied(), Applied() with { Outcome = InputOutcome.Expired, Applied = 0 }]));
        var reply = await pending.Within(Bound);
        Assert.Equal([InputOutcome.Applied, InputOutcome.Expired], reply.Results.Select(result => result.Outcome));
        Assert.Equal((1, 2), (reply.Applied, reply.Of));
    }

    [Fact]
    public async Task SendInputOptimized_MoreThanMayBeOutstanding_AreRefusedAtOnceAndFlushTellsAll()
    {
        var pending = Enumerable.Range(0, 5).Select(_ => Pool.SendInputOptimized(Emu, "A")).ToList();
        Assert.Equal([false, false, false, true, true], pending.Select(task => task.IsCompleted));
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull), ((await pending[4]).Outcome, (await pending[4]).Code));
        var flush = Pool.FlushAsync();
        Assert.False(flush.IsCompleted);
        foreach (var reply in new[] { Applied(), Applied() with { Outcome = InputOutcome.Unknown, Applied = 0, Detail = "who knows" }, Applied() })
        {
            await Router.ExpectMsgAsync<SendInput>(Bound);
            Router.Reply(reply);
        }

        var report = await flush.Within(Bound);
        Assert.Equal((5, 2), (report.Sent, report.Applied));
        Assert.Equal([InputOutcome.Overloaded, InputOutcome.Overloaded, InputOutcome.Unknown], report.Failures.Select(failure => failure.Outcome));
        Assert.Equal((0, 0), ((await Pool.FlushAsync()).Sent, (await Pool.FlushAsync()).Failures.Length));

        // An answer makes room for the next input.
        var next = Pool.SendInputOptimized(Emu, "B");
        await Router.ExpectMsgAsync<SendInput>(Bound);
        Router.Reply(Applied());
        Assert.Equal(InputOutcome.Applied, (await next.Within(Bound)).Outcome);
    }

    [Fact]
    public async Task Questions_Refused_ThrowTheReason()
    {
        var pending = Pool.GetStateAsync(Emu);
        await Router.ExpectMsgAsync<GetState>(Bound);
        Router.Reply(new RequestFailed(Emu, ReplyCode.UnknownEmulator, "The fleet has no emulator 'emu-1'."));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => pending.Within(Bound));
        Assert.Equal((ReplyCode.UnknownEmulator, "The fleet has no emulator 'emu-1'."), (failure.Code, failure.Message));
        var outOfRange = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.ReadMemoryAsync(Emu, 0xFFFF, 2));
        Assert.Equal(ReplyCode.InvalidRequest, outOfRange.Code);
    }

    [Fact]
    public async Task Commands_WithoutAnAnswer_SayThatTheyMayYetBeDone()
    {
        Options.InputTimeout = TimeSpan.FromMilliseconds(100);
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.ResetAsync(Emu).Within(Bound));
        Assert.Equal(ReplyCode.WaitTimedOut, failure.Code);
        Assert.Contains("may still run", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_AreSavedAndLoadedByName()
    {
        var saving = Pool.SaveCheckpointAsync(Emu, "gate");
        Assert.Equal("gate", (await Router.ExpectMsgAsync<SaveCheckpoint>(Bound)).Name);
        Router.Reply(new CheckpointSaved(Emu, "gate", "ab", 1, 1, 7));
        Assert.Equal(7, (await saving.Within(Bound)).Sequence);
        var loading = Pool.LoadCheckpointAsync(Emu, "gate");
        Assert.Equal("gate", (await Router.ExpectMsgAsync<LoadCheckpoint>(Bound)).Name);
        Router.Reply(new CommandDone(Emu));
        await loading.Within(Bound);
        var badName = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.SaveCheckpointAsync(Emu, "The Gate"));
        Assert.Equal(ReplyCode.InvalidRequest, badName.Code);
    }

    [Fact]
    public async Task SynchronousTwin_WaitsForTheReply_AlsoWhereASynchronizationContextIsBlocked()
    {
        var pending = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(new DeafContext());
                return Pool.SendInput(Emu, "A");
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Router.ExpectMsgAsync<SendInput>(Bound);
        Router.Reply(Applied());
        Assert.Equal(InputOutcome.Applied, (await pending.Within(Bound)).Outcome);
    }

    [Fact]
    public async Task AnyCall_AfterTheHostStopped_SaysSo()
    {
        await Sys.Terminate().Within(Bound);
        foreach (var call in new Func<Task>[] { () => Pool.SendInputAsync(Emu, "A"), () => Pool.StatusAsync(), () => Pool.AcquireAsync(TimeSpan.Zero), () => Pool.ExecuteScriptAsync("A") })
            Assert.Equal(ReplyCode.ShuttingDown, (await Assert.ThrowsAsync<EmulatorPoolException>(() => call().Within(Bound))).Code);
    }

    private static InputReply Applied() => new(Emu, InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.Zero);

    /// <summary>
    /// A synchronization context like that of a user interface. Posted callbacks run when its thread is free, which it never is here.
    /// </summary>
    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
