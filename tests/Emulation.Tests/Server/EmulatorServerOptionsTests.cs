using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server;
using Microsoft.Extensions.Options;

namespace ActorInput.Emulation.Tests.Server;

public sealed class EmulatorServerOptionsTests
{
    [Fact]
    public void Defaults_AreWhatTheDocumentationSays()
    {
        var options = new EmulatorServerOptions();

        options.Validate();
        Assert.Equal(
            new EmulatorServerOptions
            {
                Address = "127.0.0.1",
                Port = 0,
                Count = 1,
                Timing = new PressTiming(10, 120),
                Speed = GameSpeed.Unlimited,
                Workers = 0,
                MaxBodyBytes = 1_048_576,
                RememberedAnswers = 1_024,
                RememberedBytes = 4_194_304,
                MaxWaitingRequests = 256,
                MaxConnections = 4_096,
                MaxRequestFrames = null,
                Limits = InputLimits.Default,
                StateDirectory = null,
                SessionMinutes = 240,
                StopSeconds = 5,
            },
            options);
    }

    [Fact]
    public void Validate_OfManyMistakes_ReportsThemAll()
    {
        var options = new EmulatorServerOptions
        {
            Address = "nowhere",
            Port = 65_536,
            Count = 257,
            Timing = new PressTiming(0, 10_001),
            Speed = (GameSpeed)9,
            Workers = -1,
            MaxBodyBytes = 1_023,
            RememberedAnswers = 0,
            RememberedBytes = 0,
            MaxWaitingRequests = 0,
            MaxConnections = 0,
            MaxRequestFrames = 0,
            Limits = new InputLimits { MaxPresses = 0, MaxFrames = 0, MaxBatchInputs = 1_025, MaxTextLength = 0 },
            SessionMinutes = 0,
            StopSeconds = 601,
        };

        var failure = Assert.Throws<OptionsValidationException>(options.Validate);

        Assert.Equal(19, failure.Failures.Count());
        Assert.Contains("Count is 257; allowed is 1 to 256", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Address is 'nowhere'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(256, 10_000, 10_000)]
    public void Validate_AtTheBounds_Accepts(int count, int hold, int wait) =>
        new EmulatorServerOptions { Count = count, Timing = new PressTiming(hold, wait) }.Validate();
}
