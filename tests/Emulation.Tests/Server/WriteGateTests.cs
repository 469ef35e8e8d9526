using System.Text;
using ActorInput.Emulation.Server.Writes;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Server;

public sealed class WriteGateTests
{
    private readonly WriteGate _gate = new(mostRemembered: 4, mostBytes: 1_000);

    [Fact]
    public void Begin_OfAnOlderEpoch_IsStaleAndTellsTheCurrent()
    {
        Apply(new WriteTag(5, 1));

        var refused = _gate.Begin(new WriteTag(4, 9), 1, 0);

        Assert.Equal((WriteVerdict.StaleEpoch, 5L), (refused.Verdict, refused.Epoch));
    }

    [Fact]
    public void Begin_OfANewerEpoch_StartsTheSequencesAnew()
    {
        Apply(new WriteTag(1, 700));

        Assert.Equal(WriteVerdict.Accepted, _gate.Begin(new WriteTag(2, 1), 1, 0).Verdict);
        Assert.Equal(new WriteTag(2, 1), _gate.Current);
    }

    [Fact]
    public async Task Begin_OfARepeatWhileTheFirstRuns_WaitsForTheSameAnswer()
    {
        var first = _gate.Begin(new WriteTag(1, 1), 2, 77);
        var repeat = _gate.Begin(new WriteTag(1, 1), 2, 77);

        Assert.Equal(WriteVerdict.Repeated, repeat.Verdict);
        Assert.False(repeat.Ticket!.Answer.IsCompleted);
        var answer = Answer("done");
        _gate.Complete(first.Ticket!, answer, [new(1, 1), new(2, 2)]);
        Assert.Same(answer, await Bounded.WaitAsync(repeat.Ticket.Answer, "the repeat got no answer"));
    }

    [Theory]
    [InlineData(2, 78)]
    [InlineData(1, 77)]
    public void Begin_OfTheSameSequenceWithOtherContent_IsReuse(int count, int content)
    {
        Apply(new WriteTag(1, 1), 2, 77);

        Assert.Equal(WriteVerdict.SequenceReused, _gate.Begin(new WriteTag(1, 1), count, (UInt128)content).Verdict);
    }

    [Fact]
    public void Begin_OfASequenceInsideAnother_IsGone()
    {
        Apply(new WriteTag(1, 10), 4);

        Assert.Equal(WriteVerdict.SequenceGone, _gate.Begin(new WriteTag(1, 12), 4, 0).Verdict);
        Assert.Equal(WriteVerdict.SequenceGone, _gate.Begin(new WriteTag(1, 9), 1, 0).Verdict);
        Assert.Equal(WriteVerdict.Accepted, _gate.Begin(new WriteTag(1, 14), 1, 0).Verdict);
    }

    [Fact]
    public void Begin_AfterAGap_IsAccepted()
    {
        Apply(new WriteTag(1, 1));

        Assert.Equal(WriteVerdict.Accepted, _gate.Begin(new WriteTag(1, 1_000), 1, 0).Verdict);
    }

    [Fact]
    public void Memory_BeyondItsCount_ForgetsTheOldest()
    {
        for (var i = 1; i <= 5; i++)
            Apply(new WriteTag(1, i));

        Assert.Equal(WriteVerdict.SequenceGone, _gate.Begin(new WriteTag(1, 1), 1, 0).Verdict);
        Assert.Equal(WriteVerdict.Repeated, _gate.Begin(new WriteTag(1, 2), 1, 0).Verdict);
    }

    [Fact]
    public void Memory_BeyondItsBytes_ForgetsAllButTheLast()
    {
        Apply(new WriteTag(1, 1));
        Apply(new WriteTag(1, 2), answer: Answer(new string('x', 2_000)));

        Assert.Equal(WriteVerdict.SequenceGone, _gate.Begin(new WriteTag(1, 1), 1, 0).Verdict);
        Assert.Equal(WriteVerdict.Repeated, _gate.Begin(new WriteTag(1, 2), 1, 0).Verdict);
    }

    [Fact]
    public async Task Turn_OfAWrite_ComesWhenTheOneBeforeIsOver()
    {
        var first = _gate.Begin(new WriteTag(1, 1), 1, 0).Ticket!;
        var second = _gate.Begin(new WriteTag(2, 1), 1, 0).Ticket!;

        Assert.True(first.Turn.IsCompleted);
        Assert.False(second.Turn.IsCompleted);
        _gate.Complete(first, Answer(""), [new(1, 1)]);
        await Bounded.WaitAsync(second.Turn, "the second write's turn never came");
    }

    [Fact]
    public async Task Claim_ByAnOwnerThatWasReplaced_IsRefused()
    {
        Assert.Equal(1, (await _gate.ClaimAsync(new WriteClaim(Held: 0))).Epoch);

        var zombie = await _gate.ClaimAsync(new WriteClaim(Held: 0));

        Assert.False(zombie.IsGranted);
        Assert.Equal(1, zombie.Epoch);
        Assert.Equal(new WriteTag(1, 0), _gate.Current);
    }

    [Theory]
    [InlineData(0L, 4L)]
    [InlineData(4L, 4L)]
    [InlineData(40L, 40L)]
    public async Task Claim_WithALeastEpoch_TakesTheHigher(long atLeast, long expected)
    {
        Apply(new WriteTag(3, 1));

        Assert.Equal(expected, (await _gate.ClaimAsync(new WriteClaim(AtLeast: atLeast))).Epoch);
    }

    [Fact]
    public async Task Claim_WhileAWriteRuns_FencesAtOnceAndWaitsForIt()
    {
        var running = _gate.Begin(new WriteTag(1, 17), 2, 0).Ticket!;
        var claim = _gate.ClaimAsync(new WriteClaim(Resolve: new SequenceRange(1, 16, 4)));

        Assert.Equal(WriteVerdict.StaleEpoch, _gate.Begin(new WriteTag(1, 19), 1, 0).Verdict);
        Assert.False(claim.IsCompleted);
        _gate.Complete(running, Answer(""), [new(2, 2), new(1, 3)]);
        var outcome = await Bounded.WaitAsync(claim, "the claim did not end");
        Assert.Equal(
            [new(16, null, false), new(17, new(2, 2), false), new(18, new(1, 3), false), new(19, null, false)], outcome.Resolved);
    }

    [Fact]
    public async Task Claim_ResolvingAnEpochStillToCome_FencesThatToo()
    {
        var outcome = await _gate.ClaimAsync(new WriteClaim(Resolve: new SequenceRange(9, 1, 1)));

        Assert.Equal(10, outcome.Epoch);
    }

    [Fact]
    public async Task Claim_ResolvingWhatIsForgotten_SaysSo()
    {
        for (var i = 1; i <= 6; i++)
            Apply(new WriteTag(1, i));

        var outcome = await _gate.ClaimAsync(new WriteClaim(Resolve: new SequenceRange(1, 2, 2)));

        Assert.Equal([new(2, null, true), new(3, new(1, 1), false)], outcome.Resolved);
    }

    private static WriteAnswer Answer(string body) => new(200, "text/plain", Encoding.UTF8.GetBytes(body));

    private void Apply(WriteTag tag, int count = 1, int content = 0, WriteAnswer? answer = null)
    {
        var decision = _gate.Begin(tag, count, (UInt128)content);
        Assert.Equal(WriteVerdict.Accepted, decision.Verdict);
        _gate.Complete(decision.Ticket!, answer ?? Answer("ok"), [.. Enumerable.Repeat(new WriteProgress(1, 1), count)]);
    }
}
