using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;

namespace ActorInput.Actors.Tests.Hosting;

public sealed class ActorInputOptionsTests
{
    [Fact]
    public void Defaults_AreValidAndAsDocumented()
    {
        var options = new ActorInputOptions();
        Assert.Empty(options.Validate());
        var buffering = options.Emulator.Buffering;
        Assert.Equal(
            (5, 1.0, 8, 3.0, 256, 30.0),
            (buffering.ThresholdPerSecond, buffering.RateWindow.TotalSeconds, buffering.MaxBatch, buffering.Window.TotalMilliseconds, buffering.QueueLength,
                buffering.ReleaseAfter.TotalSeconds));
        Assert.True(buffering.Predict);
        var session = options.Emulator.Session;
        Assert.Equal((10, 5, 60.0, 10.0), (session.MaxConnections, session.MaxConnectionsPerHost, session.KeepAlive.TotalSeconds, session.Timeout.TotalSeconds));
        Assert.Equal((1_024, 10.0, 20), (options.Emulator.RememberedIds, options.Emulator.RememberIdsFor.TotalMinutes, options.Emulator.SequentialInputs));
        Assert.Equal((8_192, 1024 * 1024), (options.Emulator.MaxMemoryWrite, options.Emulator.MaxWaitingWriteBytes));
        Assert.Equal((0.2, 10.0, 5, 1.0), (options.Pool.MinBackoff.TotalSeconds, options.Pool.MaxBackoff.TotalSeconds, options.Pool.QuarantineFailures, options.Pool.QuarantineWindow.TotalMinutes));
        Assert.Equal((1_000, 100_000, 64), (options.Limits.MaxPresses, options.Limits.MaxFrames, options.Limits.MaxBatchInputs));
    }

    public static TheoryData<ActorInputOptions, string> Wrong => new()
    {
        { new ActorInputOptions { Overrides = { ["Emu 1"] = new() } }, "Overrides has 'Emu 1'" },
        { new ActorInputOptions { ClusterName = "-lab" }, "ClusterName is '-lab'" },
        { new ActorInputOptions { ClusterName = "lab 1" }, "ClusterName is 'lab 1'" },
        { new ActorInputOptions { SeedNodes = ["10.0.0.1"] }, "SeedNodes has '10.0.0.1'" },
        { new ActorInputOptions { SeedNodes = ["10.0.0.1:70000"] }, "SeedNodes has '10.0.0.1:70000'" },
        { new ActorInputOptions { SeedNodes = ["no de:4053"] }, "SeedNodes has 'no de:4053'" },
        { new ActorInputOptions { SeedNodes = ["http://10.0.0.1:4053"] }, "SeedNodes has 'http://10.0.0.1:4053'" },
        { new ActorInputOptions { ClusterHost = "0.0.0.0", AllowUnencryptedCluster = true }, "ClusterHost is '0.0.0.0'" },
        { new ActorInputOptions { ClusterHost = "::", AllowUnencryptedCluster = true }, "ClusterHost is '::'" },
        { new ActorInputOptions { ClusterHost = "" }, "ClusterHost is ''" },
        { new ActorInputOptions { ClusterHost = "10.0.0.1" }, "ClusterHost is '10.0.0.1', which is not loopback, and Tls is not set" },
        { new ActorInputOptions { Roles = ["owner"] }, "Roles has 'owner'; emulator, gateway, agent are allowed" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OneProblem_NamesTheOptionTheValueAndNoOther(ActorInputOptions options, string problem) =>
        Assert.Contains(problem, Assert.Single(options.Validate()), StringComparison.Ordinal);

    [Theory]
    [InlineData("node-1.example:4053")]
    [InlineData("node_1:1")]
    [InlineData("[fe80::1]:65535")]
    public void Validate_SeedNode_MayBeAnyHostAndPort(string seed) => Assert.Empty(new ActorInputOptions { SeedNodes = [seed] }.Validate());

    [Fact]
    public void Validate_SeveralProblems_NamesAllOfThem()
    {
        var options = new ActorInputOptions { Emulators = ["Emu 1", "emu-2", "emu-2"], ClusterPort = 70_000 };
        options.Emulator.Buffering.MaxBatch = 0;
        options.Emulator.Session.Timeout = TimeSpan.Zero;
        options.Pool.StaticSlots = ["ftp://x", "http://x/?game=1"];
        var problems = string.Join('\n', options.Validate());
        foreach (var part in (string[])["'Emu 1'", "'emu-2' 2 times", "ClusterPort is 70000", "MaxBatch is 0; 1 to 256", "Timeout is 00:00:00", "'ftp://x'", "'http://x/?game=1'"])
            Assert.Contains(part, problems, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<BufferingOptions>, bool> BufferingBounds => new()
    {
        { "ThresholdPerSecond", static o => o.ThresholdPerSecond = 0, true },
        { "ThresholdPerSecond", static o => o.ThresholdPerSecond = -1, false },
        { "ThresholdPerSecond", static o => o.ThresholdPerSecond = 1_000, true },
        { "ThresholdPerSecond", static o => o.ThresholdPerSecond = 1_001, false },
        { "RateWindow", static o => o.RateWindow = TimeSpan.FromMilliseconds(100), true },
        { "RateWindow", static o => o.RateWindow = TimeSpan.FromMilliseconds(99), false },
        { "RateWindow", static o => o.RateWindow = TimeSpan.FromSeconds(10), true },
        { "RateWindow", static o => o.RateWindow = TimeSpan.FromSeconds(11), false },
        { "MaxBatch", static o => o.MaxBatch = 1, true },
        { "MaxBatch", static o => o.MaxBatch = 256, true },
        { "MaxBatch", static o => o.MaxBatch = 257, false },
        { "Window", static o => o.Window = TimeSpan.Zero, true },
        { "Window", static o => o.Window = TimeSpan.FromSeconds(1), true },
        { "Window", static o => o.Window = TimeSpan.FromMilliseconds(1_001), false },
        { "QueueLength", static o => o.QueueLength = 1, true },
        { "QueueLength", static o => o.QueueLength = 0, false },
        { "QueueLength", static o => o.QueueLength = 1_000_000, true },
        { "QueueLength", static o => o.QueueLength = 1_000_001, false },
        { "ReleaseAfter", static o => o.ReleaseAfter = TimeSpan.FromMilliseconds(999), false },
        { "ReleaseAfter", static o => o.ReleaseAfter = TimeSpan.FromDays(1), true },
    };

    /// <summary>For the fleet, and for an emulator that differs.</summary>
    [Theory]
    [MemberData(nameof(BufferingBounds))]
    public void Validate_BufferingOption_IsKeptToItsRange(string option, Action<BufferingOptions> set, bool allowed)
    {
        var fleet = new ActorInputOptions();
        set(fleet.Emulator.Buffering);
        var one = new ActorInputOptions { Overrides = { ["emu-7"] = new EmulatorOptions() } };
        set(one.Overrides["emu-7"].Buffering);
        var problems = fleet.Validate().Concat(one.Validate()).ToList();
        if (allowed)
            Assert.Empty(problems);
        else
            Assert.Equal([$"Emulator:Buffering:{option}", $"Overrides:emu-7:Buffering:{option}"], problems.Select(problem => problem[..problem.IndexOf(' ', StringComparison.Ordinal)]));
    }
}
