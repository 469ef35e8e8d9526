using System.Net;
using System.Text;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Libretro;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>A server whose core has no savestates plays, announces that it has none, and refuses requests that need them with the reason.</summary>
public sealed class NoSavestatesTests : IAsyncLifetime
{
    private readonly LibretroGameFactory _factory = new(GambatteTests.CorePath, DemoCartridge.ReadRom());
    private EmulatorServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(new EmulatorServerOptions(), _factory, new FakePictureEncoder());
        _client = new HttpClient { BaseAddress = _server.Games[0] };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _factory.Dispose();
    }

    [Fact]
    public async Task Capabilities_LackSavestatesAndStateHash()
    {
        var told = await ServerFixture.ReadAsync(await _client.GetAsync("capabilities"), HttpStatusCode.OK);
        var features = told.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()).ToList();
        Assert.DoesNotContain("savestates", features);
        Assert.DoesNotContain("stateHash", features);
        Assert.Contains("orderedResults", features);
        Assert.Equal("Gambatte", told.GetProperty("core").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("GET", "state", "")]
    [InlineData("GET", "state/hash", "")]
    [InlineData("PUT", "state", "any bytes")]
    [InlineData("POST", "inputs", """{"inputs":["A"],"stateHash":true}""")]
    public async Task Route_ThatNeedsAState_IsNotSupportedAndNothingIsPressed(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await ServerFixture.ReadAsync(await _client.SendAsync(request), HttpStatusCode.Conflict);
        Assert.Equal("notSupported", problem.GetProperty("code").GetString());
        Assert.Contains("Gambatte v0.5.0", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await ServerFixture.ReadAsync(await _client.GetAsync("direct/state"), HttpStatusCode.OK)).GetProperty("frame").GetInt64());
    }

    [Fact]
    public async Task Inputs_ArePressed_AndResetStartsAgain()
    {
        var done = await PostAsync("inputs", """{"inputs":["A B","RIGHT"],"hold":4,"wait":6}""");
        Assert.Equal(3, done.GetProperty("applied").GetInt32());
        Assert.Equal(0, (await PostAsync("reset", "{}")).GetProperty("frame").GetInt64());
    }

    [Fact]
    public async Task Gym_PlaysAndStops_AndSavesNothing()
    {
        await PostAsync("initialize", "{}");
        await PostAsync("action", """{"action_type":"press_key","keys":["a"]}""");
        using var saved = await _client.PostAsync("save_state", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.InternalServerError, saved.StatusCode);
        Assert.Contains("no savestates", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await PostAsync("stop", "{}");
    }

    private async Task<JsonElement> PostAsync(string path, string json) =>
        await ServerFixture.ReadAsync(await _client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json")), HttpStatusCode.OK);
}
