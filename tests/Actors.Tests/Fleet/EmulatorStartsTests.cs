using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Tests.Fleet;

public sealed class EmulatorStartsTests
{
    private readonly List<EmulatorId> _started = [];
    private readonly EmulatorStarts _starts;

    public EmulatorStartsTests() => _starts = new EmulatorStarts(_started.Add);

    [Fact]
    public void Renew_MoreThanMayStartAtOnce_TellsTheNextWithEachAnswer()
    {
        var all = Names(EmulatorStarts.MostAtOnce + 2);
        _starts.Renew(all);
        Assert.Equal(all[..^2], _started);
        _starts.Answered(all[7]);
        _starts.Answered(all[3]);
        Assert.Equal(all, _started);
    }

    [Fact]
    public void Answered_TwiceOrByOneThatWasNotTold_TellsNoFurther()
    {
        var all = Names(EmulatorStarts.MostAtOnce + 5);
        _starts.Renew(all);
        _starts.Answered(all[0]);
        _starts.Answered(all[0]);
        _starts.Answered(all[^1]);
        Assert.Equal(EmulatorStarts.MostAtOnce + 1, _started.Count);
    }

    [Fact]
    public void Renew_SomeNeverAnswered_ComeAfterThoseThatWereNotTold()
    {
        var all = Names(EmulatorStarts.MostAtOnce * 2);
        _starts.Renew(all);
        _started.Clear();
        _starts.Renew(all);
        Assert.Equal(all[EmulatorStarts.MostAtOnce..], _started);
    }

    [Fact]
    public void Renew_WithoutThoseThatFoundAnOwner_LeavesThemAlone()
    {
        var all = Names(3);
        _starts.Renew(all);
        _started.Clear();
        _starts.Renew([all[1]]);
        Assert.Equal([all[1]], _started);
    }

    private static EmulatorId[] Names(int count) => [.. Enumerable.Range(1, count).Select(i => EmulatorId.Parse($"emu-{i}"))];
}
