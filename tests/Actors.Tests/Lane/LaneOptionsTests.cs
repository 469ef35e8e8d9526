using ActorInput.Actors.Hosting;
using ActorInput.Actors.Lane;

namespace ActorInput.Actors.Tests.Lane;

public sealed class LaneOptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented()
    {
        var lane = new ActorInputOptions().Lane;
        Assert.True(lane.Enabled);
        Assert.Equal((0, 16_384, 67_108_864, 1_048_576), (lane.Port, lane.MaxInFlight, lane.MaxBufferedBytes, lane.MaxFrameBytes));
        Assert.Equal((2.0, 0.2, 10.0), (lane.ConnectTimeout.TotalSeconds, lane.ReconnectBackoff.TotalSeconds, lane.ResumeFor.TotalSeconds));
    }

    [Fact]
    public void Validate_EveryBound_IsNamed()
    {
        var low = Problems(new LaneOptions
        {
            Port = -1,
            MaxInFlight = 0,
            MaxBufferedBytes = 2_097_151,
            MaxFrameBytes = 1_001_023,
            ConnectTimeout = TimeSpan.FromMilliseconds(49),
            ReconnectBackoff = TimeSpan.FromMilliseconds(9),
            ResumeFor = TimeSpan.FromMilliseconds(499),
        });
        var high = Problems(new LaneOptions
        {
            Port = 65_536,
            MaxInFlight = 1_000_001,
            MaxBufferedBytes = 1_073_741_825,
            MaxFrameBytes = 16_777_217,
            ConnectTimeout = TimeSpan.FromSeconds(61),
            ReconnectBackoff = TimeSpan.FromSeconds(61),
            ResumeFor = TimeSpan.FromMinutes(11),
        });
        foreach (var option in (string[])["Port", "MaxInFlight", "MaxBufferedBytes", "MaxFrameBytes", "ConnectTimeout", "ReconnectBackoff", "ResumeFor"])
        {
            Assert.Single(low, problem => problem.StartsWith($"Lane:{option} is ", StringComparison.Ordinal));
            Assert.Single(high, problem => problem.StartsWith($"Lane:{option} is ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Validate_TheBoundsThemselves_AreAllowed()
    {
        Assert.Empty(Problems(new LaneOptions
        {
            MaxInFlight = 1,
            MaxBufferedBytes = 2_097_152,
            MaxFrameBytes = 1_001_024,
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ReconnectBackoff = TimeSpan.FromMilliseconds(10),
            ResumeFor = TimeSpan.FromMilliseconds(500),
        }));
        Assert.Empty(Problems(new LaneOptions
        {
            Port = 65_535,
            MaxInFlight = 1_000_000,
            MaxBufferedBytes = 1_073_741_824,
            MaxFrameBytes = 16_777_216,
            ConnectTimeout = TimeSpan.FromMinutes(1),
            ReconnectBackoff = TimeSpan.FromMinutes(1),
            ResumeFor = TimeSpan.FromMinutes(10),
        }));
    }

    private static IReadOnlyList<string> Problems(LaneOptions lane) => new ActorInputOptions { Lane = lane }.Validate();
}
