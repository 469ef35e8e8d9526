using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Common;

public sealed class RefusalTests
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly Refusal Full = Refusal.Overloaded("full");
    private static readonly Refusal Gone = Refusal.Unknown(ReplyCode.NodeUnreachable, "gone");

    [Fact]
    public void AnswerTo_Input_CountsItsSteps()
    {
        var reply = Assert.IsType<InputReply>(Full.AnswerTo(new SendInput(Emu, InputSequence.Parse("A B"))));
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull, 0, 2, TimeSpan.FromSeconds(1)), (reply.Outcome, reply.Code, reply.Applied, reply.Of, reply.RetryAfter));
    }

    [Fact]
    public void AnswerTo_Batch_CountsTheStepsOfAllInputs()
    {
        var reply = Assert.IsType<BatchReply>(Full.AnswerTo(new SendBatch(Emu, Batch)));
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull, 3, TimeSpan.FromSeconds(1)), (reply.Outcome, reply.Code, reply.Of, reply.RetryAfter));
        Assert.Empty(reply.Results);
    }

    [Fact]
    public void AnswerTo_Question_IsARequestThatFailed() =>
        Assert.Equal(new RequestFailed(Emu, ReplyCode.NodeUnreachable, "gone"), Gone.AnswerTo(new GetStatus(Emu)));

    [Fact]
    public void AnswerTo_ExecutionThatWasRefused_IsARequestThatFailed() =>
        Assert.Equal(new RequestFailed(Emu, ReplyCode.QueueFull, "full"), Full.AnswerTo(Run));

    [Fact]
    public void AnswerTo_ExecutionOfUnknownFate_SaysSoOfEachInput()
    {
        var ended = Assert.IsType<BatchExecution>(Gone.AnswerTo(Run));
        Assert.Equal([(InputOutcome.Unknown, 1), (InputOutcome.Unknown, 2)], ended.Results.Select(result => (result.Outcome, result.Of)));
        Assert.Equal((ExecutionStatus.Failed, "run", 3, StartFate.NotAsked), (ended.Status, ended.ExecutionId, ended.Of, ended.Start));
    }

    [Theory]
    [InlineData(ReplyCode.Cancelled, ExecutionStatus.Cancelled)]
    [InlineData(ReplyCode.WaitTimedOut, ExecutionStatus.TimedOut)]
    [InlineData(ReplyCode.DeadlinePassed, ExecutionStatus.TimedOut)]
    [InlineData(ReplyCode.ServerError, ExecutionStatus.Failed)]
    public void StatusOf_Code_TellsHowAnExecutionEnded(ReplyCode code, ExecutionStatus status) => Assert.Equal(status, Refusal.StatusOf(code));

    private static InputBatch Batch => InputBatch.TryParse(["A", "B START"], InputLimits.Default, out var batch, out _) ? batch! : throw new InvalidOperationException();

    private static RunBatch Run => new(Emu, "run", Batch, DispatchMode.Coalesced, new InputTerms());
}
