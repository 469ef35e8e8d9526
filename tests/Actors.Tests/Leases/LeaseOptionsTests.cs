using ActorInput.Actors.Hosting;

namespace ActorInput.Actors.Tests.Leases;

public sealed class LeaseOptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented()
    {
        var lease = new ActorInputOptions().Lease;
        Assert.Equal((60.0, 1.0, 10_000), (lease.DefaultDuration.TotalSeconds, lease.MaxDuration.TotalHours, lease.MaxWaiting));
        Assert.Equal((5.0, 5.0, 2.0), (lease.OfferTimeout.TotalSeconds, lease.RefreshInterval.TotalSeconds, lease.BeginWithin.TotalSeconds));
    }

    [Fact]
    public void Validate_SeveralProblems_NamesAllOfThem()
    {
        var options = new ActorInputOptions();
        options.Lease.DefaultDuration = TimeSpan.FromHours(2);
        options.Lease.MaxWaiting = 0;
        options.Lease.OfferTimeout = TimeSpan.FromMilliseconds(1);
        options.Lease.RefreshInterval = TimeSpan.FromHours(1);
        options.Lease.BeginWithin = TimeSpan.FromSeconds(61);
        var problems = string.Join('\n', options.Validate());
        foreach (var part in (string[])["Lease:DefaultDuration is 02:00:00; 00:00:01 to 01:00:00", "Lease:MaxWaiting is 0", "Lease:OfferTimeout is", "Lease:RefreshInterval is", "Lease:BeginWithin is 00:01:01; 00:00:00 to 00:01:00"])
            Assert.Contains(part, problems, StringComparison.Ordinal);
    }
}
