using ActorInput.Actors.Pool;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Pool;

public sealed class FailureRecordTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Note_AnyChance_WaitsGrowAndStayWithinTheirBounds(double chance)
    {
        var options = new PoolOptions { QuarantineFailures = 1_000, MinBackoff = TimeSpan.FromMilliseconds(200), MaxBackoff = TimeSpan.FromSeconds(10) };
        var record = new FailureRecord(options, TimeProvider.System, new SameChance(chance));
        var waits = Enumerable.Range(0, 50).Select(_ => record.Note()!.Value).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, options.MinBackoff, options.MaxBackoff));
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[2], TimeSpan.FromMilliseconds(4 * 200 * 0.8), TimeSpan.FromMilliseconds(4 * 200 * 1.2));
    }

    [Fact]
    public void Note_FailuresOfLongAgo_DoNotCount()
    {
        var options = new PoolOptions { QuarantineFailures = 2, QuarantineWindow = TimeSpan.FromSeconds(60) };
        var clock = new FakeTimeProvider();
        var record = new FailureRecord(options, clock, Random.Shared);
        Assert.NotNull(record.Note());
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(record.Note());
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(record.Note());
    }

    private sealed class SameChance(double chance) : Random
    {
        public override double NextDouble() => chance;
    }
}
