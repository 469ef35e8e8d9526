using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.Tests.Gym;

public sealed class GymSessionTests
{
    private const string PressA = """{"action_type":"press_key","keys":["a"]}""";

    [Fact]
    public async Task Initialize_Fresh_IsPowerOnAndLookingAtItChangesNothing()
    {
        await using var server = await GymServer.StartAsync();
        server.Runner.Game.Run(Button.A, 5, render: true);

        var (status, answer) = await server.PostAsync("/initialize", "{}");

        Assert.Equal(200, status);
        var fresh = new FakeGame();
        Assert.Equal(fresh.StateBytes(), server.Runner.Game.StateBytes());
        Assert.Equal(FakePictureEncoder.Expected(pixel: 0), PictureOf(answer));
    }

    [Fact]
    public async Task Initialize_ThatWritesNothing_LeavesNoFolder()
    {
        await using var server = await GymServer.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await server.PostAsync("/initialize", """{"session_id":"mine"}""")).Status);
            Assert.Equal(200, (await server.PostAsync("/initialize", "{}")).Status);
            Assert.Equal(200, (await server.PostAsync("/action", PressA)).Status);
        }

        Assert.False(Directory.Exists(server.Folder));
    }

    [Fact]
    public async Task Initialize_WithinOneSecond_AreSessionsOfTheirOwn()
    {
        await using var server = await GymServer.StartAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            await server.PostAsync("/initialize", "{}");
            using var status = JsonDocument.Parse(await server.StatusAsync());
            Assert.True(seen.Add(status.RootElement.GetProperty("session_dir").GetString()!), string.Join(' ', seen));
            if (i % 2 == 0)
                await server.PostAsync("/save_state", """{"filename":"x"}""");
        }

        Assert.Equal(
            ["states", "states/session_20261124_044936", "states/session_20261124_044936/x.state", "states/session_20261124_044936_3", "states/session_20261124_044936_3/x.state"],
            server.Files(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task SaveState_FolderRemovedMeanwhile_IsMadeAgain()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        Assert.Equal(200, (await server.PostAsync("/save_state", """{"filename":"one"}""")).Status);
        Directory.Delete(server.Folder, recursive: true);
        Assert.Equal(200, (await server.PostAsync("/save_state", """{"filename":"two"}""")).Status);
        Assert.EndsWith("two.state", Assert.Single(Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_StartFrames_AreRun()
    {
        await using var server = await GymServer.StartAsync(new GymSessionOptions { StartFrames = 7_200 });
        await server.PostAsync("/initialize", "{}");

        var other = new FakeGame();
        other.Run(Button.None, 7_200, render: true);
        Assert.Equal(other.StateBytes(), server.Runner.Game.StateBytes());
    }

    [Fact]
    public async Task Initialize_MissingStateFile_Answers500AndAFreshGameRuns()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", PressA);
        server.Time.Advance(TimeSpan.FromSeconds(2));

        var (status, answer) = await server.PostAsync("/initialize", """{"load_state_file":"gameplay_sessions/none.state"}""");

        Assert.Equal(500, status);
        Assert.Equal("""{"detail":"Failed to initialize environment: 400: State file not found: gameplay_sessions/none.state"}""", answer);
        Assert.Equal(new FakeGame().StateBytes(), server.Runner.Game.StateBytes());
        Assert.Equal(
            """{"status":"running","steps_taken":0,"session_dir":"gameplay_sessions/session_20261124_044938","remaining_time_seconds":14400.0,"""
            + "\"remaining_time_minutes\":240.0,\"score\":0.0,\"pokemon_count\":0,\"badges_count\":0,\"locations_count\":0}",
            await server.StatusAsync());
    }

    [Theory]
    [InlineData(0, "Not a state of this game.")]
    [InlineData(511, "Not a state of this game.")]
    [InlineData(513, "Not a state of this game.")]
    [InlineData(1_048_577, "it has 1048577 bytes, a state has at most 1048576.")]
    public async Task Initialize_StateOfAnotherLength_IsRefusedAndNothingChanges(int length, string why)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", PressA);
        await File.WriteAllBytesAsync(Path.Join(Directory.CreateDirectory(server.Folder).FullName, "bad.state"), new byte[length]);
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync("/initialize", """{"load_state_file":"bad.state"}""");

        Assert.Equal(500, status);
        Assert.Equal(
            $$"""{"detail":"Failed to initialize environment: 400: State file gameplay_sessions/bad.state is refused: {{why}}"}""", answer);
        Assert.Equal(before, await server.SnapshotAsync());
    }

    [Fact]
    public async Task Initialize_DamagedState_IsRefusedAndGameAndSessionGoOn()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", PressA);
        await server.PostAsync("/save_state", """{"filename":"good"}""");
        var path = Path.Join(server.Folder, "session_20261124_044936", "good.state");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var game = server.Runner.Game.StateBytes();
        var session = await server.StatusAsync();

        var (status, answer) = await server.PostAsync(
            "/initialize", """{"load_state_file":"gameplay_sessions/session_20261124_044936/good.state"}""");

        Assert.Equal(500, status);
        Assert.Contains("good.state is refused: Not a state of this game.", answer, StringComparison.Ordinal);
        Assert.Equal(game, server.Runner.Game.StateBytes());
        Assert.Equal(session, await server.StatusAsync());
    }

    [Fact]
    public async Task SaveState_LoadedAgain_IsTheSameGame()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", """{"action_type":"press_key","keys":["up","b"]}""");
        var saved = server.Runner.Game.StateBytes();
        var (_, answer) = await server.PostAsync("/save_state", "{}");
        var file = JsonElement.Parse(answer).GetProperty("state_file").GetString();
        Assert.Equal("gameplay_sessions/session_20261124_044936/game_state_20261124_044936.state", file);
        await server.PostAsync("/action", PressA);

        var (status, state) = await server.PostAsync("/initialize", $$"""{"load_state_file":"{{file}}"}""");

        Assert.Equal(200, status);
        Assert.Equal("UB", JsonElement.Parse(state).GetProperty("dialog").GetString());
        Assert.Equal(saved, server.Runner.Game.StateBytes());
        var absolute = Path.Join(server.Folder, "session_20261124_044936", Path.GetFileName(file));
        Assert.Equal(saved, await File.ReadAllBytesAsync(absolute));
        Assert.Equal(200, (await server.PostAsync("/initialize", $$"""{"load_state_file":"{{absolute}}"}""")).Status);
    }

    [Theory]
    [InlineData(1_000, 200)]
    [InlineData(1_001, 500)]
    public async Task Action_ManyKeys_AreLimited(int keys, int expected)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync(
            "/action", $$"""{"action_type":"press_key","keys":[{{string.Join(',', Enumerable.Repeat("\"a\"", keys))}}]}""");

        Assert.Equal(expected, status);
        if (expected == 200)
            Assert.Equal(1_000, JsonElement.Parse(answer).GetProperty("money").GetInt32());
        else
            await AssertUnchangedAsync(server, before, answer, "400: Too many keys: 1001. At most 1000 are allowed in one action.");
    }

    [Theory]
    [InlineData("100000", 200)]
    [InlineData("100001", 500)]
    [InlineData("1000000000000000000000000000000", 500)]
    public async Task Action_ManyFrames_AreLimited(string frames, int expected)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync("/action", $$"""{"action_type":"wait","frames":{{frames}}}""");

        Assert.Equal(expected, status);
        if (expected == 500)
            await AssertUnchangedAsync(server, before, answer, $"400: Too many frames: {frames}. At most 100000 are allowed in one action.");
    }

    [Fact]
    public async Task Action_BeyondTheOptions_IsRefused()
    {
        var options = new GymSessionOptions { Limits = new InputLimits { MaxPresses = 2, MaxFrames = 300 }, MaxActionFrames = 259 };
        await using var server = await GymServer.StartAsync(options);
        await server.PostAsync("/initialize", "{}");
        var before = await server.SnapshotAsync();

        foreach (var (action, why) in new[]
        {
            ("""{"action_type":"press_key","keys":["a","a","a"]}""", "400: Too many keys: 3. At most 2 are allowed in one action."),
            ("""{"action_type":"wait","frames":301}""", "400: Too many frames: 301. At most 300 are allowed in one action."),
            ("""{"action_type":"press_key","keys":["a","a"]}""", "400: Too many frames: 260. At most 259 are allowed in one action."),
        })
        {
            var (status, answer) = await server.PostAsync("/action", action);
            Assert.Equal(500, status);
            await AssertUnchangedAsync(server, before, answer, why);
        }

        Assert.Equal(200, (await server.PostAsync("/action", """{"action_type":"press_key","keys":["a"]}""")).Status);
    }

    [Fact]
    public async Task Action_OfKeys_IsHeldAndWaitedForAsPokemonGymDoes()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = server.Runner.Game.FramesRun;
        server.Time.Advance(TimeSpan.FromSeconds(2.5));

        var (_, answer) = await server.PostAsync("/action", """{"action_type":"press_key","keys":["left","start","select"]}""");

        Assert.Equal(3 * 130, server.Runner.Game.FramesRun - before);
        Assert.Contains("\"execution_time\":2.5,", answer, StringComparison.Ordinal);
        Assert.Equal(FakePictureEncoder.Expected(pixel: 3 * 130), PictureOf(answer));
        server.Time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Contains("\"execution_time\":0.25,", (await server.PostAsync("/action", PressA)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WhoseTimeIsOver_IsSavedAndEnds()
    {
        await using var server = await GymServer.StartAsync(new GymSessionOptions { SessionMinutes = 30 });
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", PressA);
        var game = server.Runner.Game.StateBytes();
        server.Time.Advance(TimeSpan.FromMinutes(30));

        var (status, answer) = await server.PostAsync("/action", PressA);

        Assert.Equal(200, status);
        Assert.StartsWith("""{"player_name":"","rival_name":"","money":0,"location":"SESSION_TIMEOUT",""", answer, StringComparison.Ordinal);
        Assert.Equal("""{"status":"not_initialized"}""", await server.StatusAsync());
        Assert.Equal(400, (await server.SendAsync("GET", "/evaluate")).Status);
        Assert.Equal(game, server.Runner.Game.StateBytes());
        var directory = Path.Join(server.Folder, "session_20261124_044936");
        Assert.Equal(game, await File.ReadAllBytesAsync(Path.Join(directory, "timeout_state.state")));
        Assert.Equal(game, await File.ReadAllBytesAsync(Path.Join(directory, "autosave.state")));
    }

    [Fact]
    public async Task Action_LongAfterStop_IsAnsweredAsTimedOut()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/stop");
        Assert.Equal(400, (await server.PostAsync("/action", PressA)).Status);

        server.Time.Advance(TimeSpan.FromMinutes(240));

        Assert.Equal(200, (await server.PostAsync("/action", PressA)).Status);
    }

    [Fact]
    public async Task Autosave_EveryFewSteps_CanBeContinued()
    {
        await using var server = await GymServer.StartAsync(new GymSessionOptions { AutosaveSteps = 2 });
        await server.PostAsync("/initialize", "{}");
        await server.PostAsync("/action", PressA);
        Assert.DoesNotContain(server.Files(), file => file.EndsWith(".state", StringComparison.Ordinal));
        await server.PostAsync("/action", PressA);
        await server.PostAsync("/action", PressA);

        var (_, fresh) = await server.PostAsync("/initialize", """{"session_id":"session_20261124_044936"}""");
        var (_, loaded) = await server.PostAsync("/initialize", """{"session_id":"session_20261124_044936","load_autosave":true}""");

        Assert.Equal(0, JsonElement.Parse(fresh).GetProperty("money").GetInt32());
        Assert.Equal(2, JsonElement.Parse(loaded).GetProperty("money").GetInt32());
    }

    [Fact]
    public async Task Action_WhoseAnswerCannotBeMade_IsCountedAllTheSame()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        server.Pictures.Fails = true;

        var (status, answer) = await server.PostAsync("/action", PressA);

        Assert.Equal(500, status);
        Assert.Equal("""{"detail":"Failed to take action: The encoder is broken."}""", answer);
        Assert.Contains("\"steps_taken\":1,", await server.StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ThatCannotSave_KeepsTheSession()
    {
        await using var server = await GymServer.StartAsync();
        await server.InitializeInFolderAsync();
        Directory.CreateDirectory(Path.Join(server.Folder, "session_20261124_044936", "final_state.state"));
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync("/stop");

        Assert.Equal(500, status);
        await AssertUnchangedAsync(
            server, before, answer.Replace("stop environment", "take action", StringComparison.Ordinal),
            "[Errno 21] Is a directory: 'gameplay_sessions/session_20261124_044936/final_state.state'");
    }

    [Fact]
    public async Task Answers_WithoutAReader_AreEmptyAndParse()
    {
        await using var server = await GymServer.StartAsync(withReader: false);
        await server.PostAsync("/initialize", "{}");

        var (_, answer) = await server.PostAsync("/action", PressA);

        Assert.StartsWith(
            """{"player_name":"","rival_name":"","money":0,"location":"","coordinates":[0,0],"badges":[],"valid_moves":[],"inventory":[],"""
            + "\"dialog\":null,\"pokemons\":[],\"screenshot_base64\":\"",
            answer,
            StringComparison.Ordinal);
        Assert.EndsWith("\"collision_map\":null,\"step_number\":1,\"execution_time\":0.0,\"score\":0.0}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_BadOptions_NamesThemAll()
    {
        var error = Assert.Throws<ArgumentException>(() => new GymSession(
            new InlineGameRunner(new FakeGame()), "states", new FakePictureEncoder(), TimeProvider.System,
            new GymSessionOptions { SessionMinutes = 0, Timing = new(0, -1), StartFrames = -1, AutosaveSteps = -1, MaxRequests = 0 }));

        Assert.All(
            new[] { "SessionMinutes", "Timing.Hold", "Timing.Wait", "StartFrames", "AutosaveSteps", "MaxRequests" },
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    private static async Task AssertUnchangedAsync(GymServer server, string before, string answer, string why)
    {
        Assert.Equal($$"""{"detail":"Failed to take action: {{why}}"}""", answer);
        Assert.Equal(before, await server.SnapshotAsync());
    }

    private static byte[] PictureOf(string answer) => JsonElement.Parse(answer).GetProperty("screenshot_base64").GetBytesFromBase64();
}
