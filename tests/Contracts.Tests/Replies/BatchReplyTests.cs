using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using CsCheck;

namespace ActorInput.Contracts.Tests.Replies;

public sealed class BatchReplyTests
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");

    [Fact]
    public void Gather_AllApplied_IsApplied()
    {
        var reply = BatchReply.Gather([Reply(InputOutcome.Applied, 2, 2, sequence: 7), Reply(InputOutcome.Applied, 1, 1, sequence: 8, ms: 40)]);
        Assert.Equal(InputOutcome.Applied, reply.Outcome);
        Assert.Equal((3, 3, 7L, 5L), (reply.Applied, reply.Of, reply.Sequence, reply.Epoch));
        Assert.Equal(TimeSpan.FromMilliseconds(40), reply.Latency);
        Assert.Equal(ReplyCode.None, reply.Code);
        Assert.Null(reply.Detail);
        Assert.Equal(2, reply.Results.Length);
    }

    [Fact]
    public void Gather_LaterInputFailed_IsPartialWithItsReason()
    {
        var reply = BatchReply.Gather([
            Reply(InputOutcome.Applied, 2, 2),
            Reply(InputOutcome.NotApplied, 0, 3) with { Code = ReplyCode.ServerError, Detail = "broke", RetryAfter = TimeSpan.FromSeconds(2) },
            Reply(InputOutcome.NotApplied, 0, 1) with { Code = ReplyCode.ShuttingDown, Detail = "later" },
        ]);
        Assert.Equal(InputOutcome.Partial, reply.Outcome);
        Assert.Equal((2, 6), (reply.Applied, reply.Of));
        Assert.Equal((ReplyCode.ServerError, "broke", TimeSpan.FromSeconds(2)), (reply.Code, reply.Detail, reply.RetryAfter));
    }

    [Theory]
    [InlineData(InputOutcome.NotApplied)]
    [InlineData(InputOutcome.Expired)]
    [InlineData(InputOutcome.Overloaded)]
    [InlineData(InputOutcome.NotSupported)]
    [InlineData(InputOutcome.Quarantined)]
    [InlineData(InputOutcome.NoCapacity)]
    public void Gather_NothingApplied_IsTheFirstOutcome(InputOutcome outcome)
    {
        var reply = BatchReply.Gather([Reply(outcome, 0, 1), Reply(InputOutcome.NotApplied, 0, 1)]);
        Assert.Equal(outcome, reply.Outcome);
        Assert.Equal((0, 2), (reply.Applied, reply.Of));
    }

    [Fact]
    public void Gather_OneUnknown_IsUnknownWhateverElse()
    {
        var reply = BatchReply.Gather([Reply(InputOutcome.Applied, 1, 1), Reply(InputOutcome.NotApplied, 0, 1), Reply(InputOutcome.Unknown, 1, 4)]);
        Assert.Equal(InputOutcome.Unknown, reply.Outcome);
        Assert.Equal((2, 6), (reply.Applied, reply.Of));
    }

    [Fact]
    public void Gather_AnyResults_AddUp() =>
        Gen.Select(Gen.Enum<InputOutcome>(), Gen.Int[0, 9]).Array[1, 20].Sample(drawn =>
        {
            var results = drawn.Select(d => Reply(d.Item1, d.Item1 == InputOutcome.Applied ? 9 : d.Item1 is InputOutcome.Partial or InputOutcome.Unknown ? d.Item2 : 0, 9)).ToArray();
            var reply = BatchReply.Gather([.. results]);
            Assert.Equal(results.Sum(r => r.Applied), reply.Applied);
            Assert.Equal(9 * results.Length, reply.Of);
            Assert.Equal(results.All(r => r.Outcome == InputOutcome.Applied), reply.Outcome == InputOutcome.Applied);
            Assert.Equal(results.Any(r => r.Outcome == InputOutcome.Unknown), reply.Outcome == InputOutcome.Unknown);
        });

    private static InputReply Reply(InputOutcome outcome, int applied, int of, long sequence = 1, int ms = 10) =>
        new(Emulator, outcome, applied, of, 5, sequence, TimeSpan.FromMilliseconds(ms));
}
