using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Checks;
using ActorInput.Emulation.Tests.Games;
using ActorInput.RandomCartridges;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>The check of a cartridge's states after a server's start.</summary>
public sealed class StartCheckTests
{
    // The offset of the first byte of work RAM in mGBA's state.
    private const int WorkRamOffset = 0x4400;

    // The check runs only when the processor is free, and on a machine with other tests it seldom is.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Capabilities_SoundCartridge_SaysPassed()
    {
        using var games = TestFactories.Load(DemoCartridge.ReadRom());
        await using var server = await StartAsync(games, 150);
        var ended = await server.Check.WaitAsync(Patience);
        Assert.Equal(StartCheckState.Passed, ended.State);
        var told = await CheckAsync(server);
        Assert.Equal("passed", told.GetProperty("status").GetString());
        Assert.Equal(ended.Frames, told.GetProperty("frames").GetInt64());
        Assert.InRange(ended.Frames, 4 * 150, 4 * 400);
    }

    [Fact]
    public async Task Capabilities_CoreThatForgetsAByte_SaysFailedAndNamesFrameAndField()
    {
        using var games = new ForgetfulGameFactory(TestFactories.Load(ProgramGenerator.FromSeed(1, CartridgeHeader.Plain).Build()), WorkRamOffset);
        await using var server = await StartAsync(games, 150);
        var ended = await server.Check.WaitAsync(Patience);
        Assert.Equal(StartCheckState.Failed, ended.State);
        var told = await CheckAsync(server);
        Assert.Equal("failed", told.GetProperty("status").GetString());
        var detail = told.GetProperty("detail").GetString()!;
        Assert.Contains("state differs at frame ", detail, StringComparison.Ordinal);
        Assert.Contains("0xC000", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capabilities_NoFramesToCheck_SaysOff()
    {
        await using var server = await ServerFixture.StartAsync();
        Assert.Equal("off", (await server.GetAsync("capabilities")).GetProperty("stateCheck").GetProperty("status").GetString());
        Assert.Equal(StartCheckState.Off, (await server.Server.Check).State);
    }

    [Fact]
    public async Task StopAsync_WhileTheCheckRuns_EndsIt()
    {
        using var games = TestFactories.Load(DemoCartridge.ReadRom());
        var server = await StartAsync(games, 100_000);
        Assert.Equal("running", (await CheckAsync(server)).GetProperty("status").GetString());
        await server.StopAsync().WaitAsync(Patience);
        Assert.Equal(StartCheckState.Running, (await server.Check.WaitAsync(Patience)).State);
    }

    private static Task<EmulatorServer> StartAsync(IGameFactory games, int frames) =>
        EmulatorServer.StartAsync(new EmulatorServerOptions { CheckFrames = frames, StopSeconds = 60 }, games, new FakePictureEncoder());

    private static async Task<JsonElement> CheckAsync(EmulatorServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Games[0], Timeout = Bounded.Limit };
        return (await client.GetFromJsonAsync<JsonElement>("capabilities")).GetProperty("stateCheck");
    }
}
