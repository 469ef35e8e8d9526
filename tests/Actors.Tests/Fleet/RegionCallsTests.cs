using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Tests.Fleet;

public sealed class RegionCallsTests
{
    private readonly List<EmulatorId> _called = [];
    private readonly RegionCalls _calls;

    public RegionCallsTests() => _calls = new RegionCalls(_called.Add);

    [Fact]
    public void Renew_MoreThanMayBeCalledAtOnce_CallsTheNextWithEachAnswer()
    {
        var all = Names(RegionCalls.MostAtOnce + 2);
        _calls.Renew(all);
        Assert.Equal(all[..^2], _called);
        _calls.Answered(all[7]);
        _calls.Answered(all[3]);
        Assert.Equal(all, _called);
    }

    [Fact]
    public void Answered_TwiceOrByOneThatWasNotCalled_CallsNoFurther()
    {
        var all = Names(RegionCalls.MostAtOnce + 5);
        _calls.Renew(all);
        _calls.Answered(all[0]);
        _calls.Answered(all[0]);
        _calls.Answered(all[^1]);
        Assert.Equal(RegionCalls.MostAtOnce + 1, _called.Count);
    }

    [Fact]
    public void Renew_SomeNeverAnswered_ComeAfterThoseThatWereNotCalled()
    {
        var all = Names(RegionCalls.MostAtOnce * 2);
        _calls.Renew(all);
        _called.Clear();
        _calls.Renew(all);
        Assert.Equal(all[RegionCalls.MostAtOnce..], _called);
    }

    [Fact]
    public void Renew_WithoutThoseThatAnsweredOtherwise_LeavesThemAlone()
    {
        var all = Names(3);
        _calls.Renew(all);
        _called.Clear();
        _calls.Renew([all[1]]);
        Assert.Equal([all[1]], _called);
    }

    [Fact]
    public void Add_WithRoom_CallsAtOnce_AndOnceUntilItAnswers()
    {
        var one = Names(1)[0];
        _calls.Add(one);
        _calls.Add(one);
        Assert.Equal([one], _called);
        _calls.Answered(one);
        _calls.Add(one);
        Assert.Equal([one, one], _called);
    }

    [Fact]
    public void Add_WithoutRoom_IsCalledWhenAnotherAnswers()
    {
        var all = Names(RegionCalls.MostAtOnce + 1);
        foreach (var emulator in all)
            _calls.Add(emulator);
        Assert.Equal(all[..^1], _called);
        _calls.Answered(all[5]);
        Assert.Equal(all, _called);
    }

    private static EmulatorId[] Names(int count) => [.. Enumerable.Range(1, count).Select(i => EmulatorId.Parse($"emu-{i}"))];
}
