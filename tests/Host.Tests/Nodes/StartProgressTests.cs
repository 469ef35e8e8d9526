using System.Collections.Immutable;
using ActorInput.Host.Gateway;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Tests.Nodes;

public sealed class StartProgressTests
{
    private readonly HandTime _time = new();
    private readonly StartProgress _progress;

    public StartProgressTests() => _progress = new StartProgress(_time);

    [Fact]
    public void Next_WhileItGetsOn_SaysHowFarItIsAndEachThingOnce()
    {
        Assert.Equal("joining the cluster", _progress.Next(Report(isUp: false, 0, "a")));
        Assert.Null(_progress.Next(Report(isUp: false, 0, "b")));
        _time.Advance(StartProgress.Patience - TimeSpan.FromTicks(1));
        Assert.Equal("0 of 2 games run", _progress.Next(Report(isUp: true, 0, "a")));
        _time.Advance(StartProgress.Patience - TimeSpan.FromTicks(1));
        Assert.Null(_progress.Next(Report(isUp: true, 0, "b")));
        Assert.Equal("1 of 2 games run", _progress.Next(Report(isUp: true, 1, "c")));
    }

    [Fact]
    public void Next_WhenItStandsStill_SaysWhyAndEachReasonOnce()
    {
        Assert.Equal("1 of 2 games run", _progress.Next(Report(isUp: true, 1, "no core")));
        _time.Advance(StartProgress.Patience);
        Assert.Equal("1 of 2 emulators have started; waiting for emu-2 (no core).", _progress.Next(Report(isUp: true, 1, "no core")));
        Assert.Null(_progress.Next(Report(isUp: true, 1, "no core")));
        Assert.Equal("1 of 2 emulators have started; waiting for emu-2 (no slot).", _progress.Next(Report(isUp: true, 1, "no slot")));
    }

    [Fact]
    public void Next_ManyStandStill_NamesTheFirstAndHowManyMore()
    {
        var waiting = Enumerable.Range(1, 20).ToImmutableSortedDictionary(i => $"emu-{i:00}", string? (_) => null, StringComparer.Ordinal);
        var report = new ReadinessReport(HasJoined: true, 20, 0, waiting);
        _progress.Next(report);
        _time.Advance(StartProgress.Patience);
        Assert.Equal(
            "0 of 20 emulators have started; waiting for emu-01, emu-02, emu-03, emu-04, emu-05, emu-06, emu-07, emu-08 and 12 more.", _progress.Next(report));
    }

    private static ReadinessReport Report(bool isUp, int started, string why) =>
        new(isUp, 2, started, ImmutableSortedDictionary<string, string?>.Empty.Add("emu-2", why));

    private sealed class HandTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
