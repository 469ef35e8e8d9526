using System.Net;
using System.Text;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Server;

public sealed class RouteTests : IAsyncLifetime
{
    private ServerFixture _server = null!;

    public async Task InitializeAsync() => _server = await ServerFixture.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Capabilities_OfAFreshServer_TellWhatASessionNeeds()
    {
        var told = await _server.GetAsync("capabilities");

        Assert.Equal("actorinput", told.GetProperty("server").GetString());
        Assert.Equal(1, told.GetProperty("protocol").GetInt32());
        Assert.Equal(32, told.GetProperty("game").GetString()!.Length);
        Assert.Equal("FAKE", told.GetProperty("cartridge").GetProperty("title").GetString());
        Assert.Equal(ServerFixture.Hash(new FakeGameFactory().Cartridge.ToArray()), told.GetProperty("cartridge").GetProperty("sha256").GetString());
        Assert.Equal(0x200, told.GetProperty("cartridge").GetProperty("size").GetInt32());
        Assert.Equal("""{"name":"fake","version":"1"}""", told.GetProperty("core").GetRawText());
        Assert.Equal(
            """["orderedResults","chords","holds","frameTiming","exactFrames","pictureOnDemand","memory","savestates","stateHash","epochs","inputIds","memoryBanks","memoryWrites","battery"]""",
            told.GetProperty("features").GetRawText());
        Assert.Equal("""{"hold":10,"wait":120}""", told.GetProperty("timing").GetRawText());
        Assert.Equal("unlimited", told.GetProperty("speed").GetString());
        Assert.Equal(
            """{"maxInputs":64,"maxPresses":1000,"maxFrames":100000,"maxRequestFrames":14720000,"maxBodyBytes":1048576,"maxMemoryWrite":8192}""",
            told.GetProperty("limits").GetRawText());
        Assert.Equal(FakeGame.Size, told.GetProperty("stateSize").GetInt32());
        Assert.Equal(0, told.GetProperty("epoch").GetInt64());
        Assert.Equal(0, told.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Inputs_Untagged_ArePressedInOrderAndAnsweredOneByOne()
    {
        var told = await _server.PostAsync("inputs", """{"inputs":["A B","RIGHT WAIT:30 A+B:4"]}""");

        Assert.Equal(5, told.GetProperty("applied").GetInt32());
        Assert.Equal(5, told.GetProperty("of").GetInt32());
        Assert.Equal(544, told.GetProperty("frame").GetInt64());
        Assert.Equal("""[{"applied":2,"of":2,"frame":260},{"applied":3,"of":3,"frame":544}]""", told.GetProperty("results").GetRawText());
        Assert.Equal("game applied of results frame", string.Join(' ', told.EnumerateObject().Select(m => m.Name)));
        Assert.Equal("5245494e", await MemoryAsync(FakeGame.Ledger, 4));
        Assert.Equal("01021003", await MemoryAsync(FakeGame.Ledger + 0x10, 4));
    }

    [Fact]
    public async Task Inputs_WithEverythingAsked_CarryIt()
    {
        var told = await _server.PostAsync(
            "inputs",
            """
            {"inputs":["A"],"epoch":3,"sequence":17,"hold":2,"wait":5,"picture":true,"stateHash":true,
             "memory":[{"address":"0xC104","length":4},{"address":49408,"length":2},{"address":"49409","length":1}]}
            """);

        var state = await _server.StateAsync();
        Assert.Equal(7, told.GetProperty("frame").GetInt64());
        Assert.Equal(3, told.GetProperty("epoch").GetInt64());
        Assert.Equal(17, told.GetProperty("sequence").GetInt64());
        Assert.Equal("""[{"sequence":17,"applied":1,"of":1,"frame":7}]""", told.GetProperty("results").GetRawText());
        Assert.Equal(ServerFixture.Hash(state), told.GetProperty("stateHash").GetString());
        Assert.Equal(
            """[{"address":"0xC104","length":4,"hex":"01000000"},{"address":"0xC100","length":2,"hex":"5245"},{"address":"0xC101","length":1,"hex":"45"}]""",
            told.GetProperty("memory").GetRawText());
        var picture = Encoding.ASCII.GetString(told.GetProperty("picture").GetBytesFromBase64());
        Assert.Equal($"160x144x1 23040 {BitConverter.ToUInt16(state, 0):X4}", picture);
    }

    [Fact]
    public async Task Inputs_AsLargeAsTheLimitsAllow_ArePressed()
    {
        var options = new EmulatorServerOptions { Limits = new InputLimits { MaxPresses = 3, MaxFrames = 20, MaxBatchInputs = 2 }, Timing = new PressTiming(4, 6) };
        await using var small = await ServerFixture.StartAsync(options);
        Assert.Equal(100, (await small.GetAsync("capabilities")).GetProperty("limits").GetProperty("maxRequestFrames").GetInt32());

        Assert.Equal(6, (await small.PostAsync("inputs", """{"inputs":["A B WAIT:20","A*2 WAIT:20"]}""")).GetProperty("applied").GetInt32());
        var problem = await small.RefusedAsync("inputs", """{"inputs":["A*3","B*3"],"wait":13}""", HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Contains("102 frames", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_WithTheRightGame_AreTaken()
    {
        var game = (await _server.GetAsync("capabilities")).GetProperty("game").GetString();

        Assert.Equal(1, (await _server.PostAsync("inputs", $$"""{"inputs":["A"],"game":"{{game}}"}""")).GetProperty("applied").GetInt32());
    }

    [Fact]
    public async Task Health_WhileTheGameHangs_AnswersAndTellsSo()
    {
        var barrier = GameBarrier.In(_server.Game);
        var press = _server.PostAsync("inputs", """{"inputs":["A"]}""");
        await barrier.Reached;

        var told = await _server.GetAsync("health");
        var direct = await _server.GetAsync("direct/health");

        barrier.Open();
        await press;
        Assert.Equal("ok", told.GetProperty("status").GetString());
        Assert.True(told.GetProperty("busy").GetBoolean());
        Assert.True(told.GetProperty("sinceProgressMs").GetInt64() >= 0);
        Assert.Equal(0, told.GetProperty("queued").GetInt32());
        Assert.Equal(Environment.ProcessId, told.GetProperty("pid").GetInt32());
        Assert.Equal("healthy", direct.GetProperty("status").GetString());
        var idle = await _server.GetAsync("health");
        Assert.Equal(130, idle.GetProperty("framesRun").GetInt64());
        Assert.False(idle.GetProperty("busy").GetBoolean());
    }

    [Fact]
    public async Task State_PutBack_GoesOnIdentically()
    {
        await _server.PostAsync("inputs", """{"inputs":["A B"]}""");
        var response = await _server.Client.GetAsync("state");
        var state = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ServerFixture.Hash(state), response.Headers.GetValues("X-State-Sha256").Single());
        var first = await _server.PostAsync("inputs", """{"inputs":["UP"],"stateHash":true}""");

        var loaded = await ServerFixture.ReadAsync(
            await _server.Client.PutAsync($"state?sha256={ServerFixture.Hash(state)}", new ByteArrayContent(state)), HttpStatusCode.OK);
        Assert.Equal(ServerFixture.Hash(state), loaded.GetProperty("stateHash").GetString());
        Assert.Equal(ServerFixture.Hash(state), (await _server.GetAsync("state/hash")).GetProperty("stateHash").GetString());
        var again = await _server.PostAsync("inputs", """{"inputs":["UP"],"stateHash":true}""");

        Assert.Equal(first.GetProperty("stateHash").GetString(), again.GetProperty("stateHash").GetString());
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("direct/reset")]
    public async Task Reset_OfAPlayedGame_IsAFreshOne(string path)
    {
        var fresh = await _server.StateAsync();
        await _server.PostAsync("inputs", """{"inputs":["A"]}""");

        Assert.Equal(0, (await _server.PostAsync(path, "")).GetProperty("frame").GetInt64());
        Assert.Equal(fresh, await _server.StateAsync());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?scale=1", 1)]
    [InlineData("?scale=2", 2)]
    public async Task Screen_AfterAPress_ShowsItsLastFrame(string query, int scale)
    {
        await _server.PostAsync("inputs", """{"inputs":["A"]}""");

        var response = await _server.Client.GetAsync($"screen.png{query}");

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        var state = await _server.StateAsync();
        Assert.Equal($"160x144x{scale} 23040 {BitConverter.ToUInt16(state, 0):X4}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Screen_AfterAStateWasLoaded_IsTheOneThatWasSaved()
    {
        await _server.PostAsync("inputs", """{"inputs":["A"]}""");
        var saved = await _server.Client.GetStringAsync("screen.png");
        var state = await _server.StateAsync();
        await _server.PostAsync("inputs", """{"inputs":["B"]}""");
        Assert.NotEqual(saved, await _server.Client.GetStringAsync("screen.png"));

        await ServerFixture.ReadAsync(await _server.PutStateAsync(state), HttpStatusCode.OK);

        Assert.Equal(saved, await _server.Client.GetStringAsync("screen.png"));
        Assert.Equal(state, await _server.StateAsync());
    }

    [Fact]
    public async Task Direct_Input_PressesAndCounts()
    {
        Assert.Equal(
            """{"status":"ok","applied":3,"of":3}""", (await _server.PostAsync("direct/input", """{"id":{"x":[1]},"inputs":"A B START"}""")).GetRawText());

        var told = await _server.GetAsync("direct/state");
        Assert.Equal(390, told.GetProperty("frame").GetInt64());
        Assert.Equal(ServerFixture.Hash(await _server.StateAsync()), told.GetProperty("stateHash").GetString());
        Assert.Equal("FAKE", told.GetProperty("cartridge").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Direct_Checkpoint_IsLoaded()
    {
        await _server.PostAsync("inputs", """{"inputs":["A B"]}""");
        var state = await _server.StateAsync();
        await _server.PostAsync("reset", "");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(state), "checkpoint", "checkpoint.state" } };

        var told = await ServerFixture.ReadAsync(await _server.Client.PostAsync("direct/checkpoint/load", form), HttpStatusCode.OK);

        Assert.Equal("""{"status":"ok"}""", told.GetRawText());
        Assert.Equal(state, await _server.StateAsync());
    }

    [Fact]
    public async Task Clients_EightAtOnce_KeepEachTheirOrder()
    {
        const int Each = 17;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            using var http = new HttpClient { BaseAddress = _server.Server.Games[0], Timeout = Bounded.Limit };
            for (var i = 0; i < Each; i++)
            {
                using var body = new StringContent($$"""{"inputs":["{{Chord(Chords[(client * Each) + i])}}"],"hold":2,"wait":2}""");
                await ServerFixture.ReadAsync(await http.PostAsync("inputs", body), HttpStatusCode.OK);
            }
        }));

        var masks = Convert.FromHexString(await MemoryAsync(FakeGame.Ledger + 0x10, 8 * Each));
        var sent = masks.Select(mask => Array.IndexOf(Chords, mask)).ToArray();
        Assert.Equal(Enumerable.Range(0, 8 * Each), sent.Order());
        foreach (var client in sent.GroupBy(index => index / Each))
            Assert.Equal(client.Order(), client);
    }

    [Fact]
    public async Task Games_Several_AreApart()
    {
        await using var several = await ServerFixture.StartAsync(new EmulatorServerOptions { Count = 3, Workers = 2 });
        Assert.Equal("/1/ /2/ /3/", string.Join(' ', several.Server.Games.Select(g => g.AbsolutePath)));
        await several.PostAsync(several.Server.Games[1] + "inputs", """{"inputs":["A"]}""");

        Assert.Equal([0L, 130L, 0L], several.Games.Select(g => g.FramesRun));
        var lives = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var game in several.Server.Games)
            lives.Add((await several.GetAsync(game + "capabilities")).GetProperty("game").GetString());
        Assert.Equal(3, lives.Count);
        await ServerFixture.ReadAsync(await several.Client.GetAsync("/4/health"), HttpStatusCode.NotFound);
        await ServerFixture.ReadAsync(await several.Client.GetAsync("/health"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Inputs_AtRealTime_AreAnsweredWhenTheyAreDue()
    {
        var time = new ArmedTimeProvider();
        await using var paced = await ServerFixture.StartAsync(new EmulatorServerOptions { Speed = GameSpeed.RealTime }, time);
        var press = paced.PostAsync("inputs", """{"inputs":["A"],"hold":4,"wait":8}""");
        var due = await time.NextArmedAsync();
        Assert.InRange(due.TotalMilliseconds, 200.9, 202);
        Assert.False(press.IsCompleted);
        time.Advance(due);

        Assert.Equal(12, (await press).GetProperty("frame").GetInt64());
        Assert.Equal("realTime", (await paced.GetAsync("capabilities")).GetProperty("speed").GetString());
    }

    private async Task<string> MemoryAsync(int address, int length) =>
        (await _server.GetAsync($"memory?address=0x{address:X4}&length={length}")).GetProperty("hex").GetString()!;

    // All combinations that can be pressed at once.
    private static readonly byte[] Chords = [.. Enumerable.Range(1, 255).Select(mask => (byte)mask).Where(mask => !((Button)mask).HasOpposing())];

    private static string Chord(int mask) => InputSequence
        .FromSteps(new InputStep((Button)mask, 0)).ToString();
}
