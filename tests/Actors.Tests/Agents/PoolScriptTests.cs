using ActorInput.Actors.Agents;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>Scripts: how a text becomes a batch, and how it is answered.</summary>
public sealed class PoolScriptTests : PoolTestKit
{
    [Fact]
    public async Task ExecuteScript_LinesSemicolonsAndComments_AreOneBatch()
    {
        var pending = Pool.ExecuteScriptAsync(
            """
            # to the gate
            RIGHT*3 A; WAIT:30
               # nothing here

            START  # the menu
            """,
            new ScriptRequest { Start = "fresh", Observe = new ObservationRequest { StateHash = true }, Timeout = TimeSpan.FromSeconds(9), Cartridge = "DEMO" });
        var sent = await Balancer.ExpectMsgAsync<SubmitBatch>(Bound);
        Assert.Equal(["RIGHT*3 A", "WAIT:30", "START"], sent.Batch.Inputs.Select(input => input.ToString()));
        Assert.Equal(("fresh", true, TimeSpan.FromSeconds(9), "DEMO", null), (sent.Start, sent.Observe.StateHash, sent.Timeout, sent.Cartridge, sent.Emulator));
        var told = new BatchExecution(sent.ExecutionId!, ExecutionStatus.Failed, default, default, 2, 6) { Code = ReplyCode.ServerError, Detail = "gone" };
        Balancer.Reply(told);
        Assert.Same(told, await pending.Within(Bound));
    }

    [Fact]
    public async Task ExecuteScript_TimingOutOfRange_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(
            () => Pool.ExecuteScriptAsync("A", new ScriptRequest { Timing = new InputTiming(0, null) }));
        Assert.Equal(ReplyCode.InvalidRequest, failure.Code);
        Assert.StartsWith("hold is 0; 1 to 10000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteScript_Cancelled_IsStoppedAndSaysHowFarItCame()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = Pool.ExecuteScriptAsync("A\nB", new ScriptRequest { ExecutionId = "run-1" }, cancellation.Token);
        await Balancer.ExpectMsgAsync<SubmitBatch>(Bound);
        var asker = Balancer.LastSender;
        await cancellation.CancelAsync();
        Assert.Equal("run-1", (await Balancer.ExpectMsgAsync<CancelBatch>(Bound)).ExecutionId);
        asker.Tell(new BatchExecution("run-1", ExecutionStatus.Cancelled, default, default, 1, 2));
        var done = await pending.Within(Bound);
        Assert.Equal((ExecutionStatus.Cancelled, 1), (done.Status, done.Applied));
    }

    [Theory]
    [InlineData("A\n\nFLY B", "line 3 of the script: 'FLY' at position 0 is not a button")]
    [InlineData("# nothing", "The script has 0 inputs; 1 to 64 are allowed")]
    [InlineData(null, "The script has 65 inputs; 1 to 64 are allowed")]
    public async Task ExecuteScript_ThatBreaksARule_IsRefused(string? script, string reason)
    {
        script ??= string.Concat(Enumerable.Repeat("A;", 65));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.ExecuteScriptAsync(script));
        Assert.Equal(ReplyCode.InvalidRequest, failure.Code);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.False(Balancer.HasMessages);
    }
}
