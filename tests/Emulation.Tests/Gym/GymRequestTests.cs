namespace ActorInput.Emulation.Tests.Gym;

/// <summary>Requests beyond the recorded ones. The texts are those of pydantic 2.</summary>
public sealed class GymRequestTests
{
    [Theory]
    [InlineData("10.0")]
    [InlineData("1e1")]
    [InlineData("\" 10 \"")]
    [InlineData("\"+10\"")]
    [InlineData("\"1_0\"")]
    [InlineData("\"10.00\"")]
    public async Task Frames_ThatPydanticReadsAsTen_AreTen(string frames)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = server.Runner.Game.FramesRun;

        Assert.Equal(200, (await server.PostAsync("/action", $$"""{"action_type":"wait","frames":{{frames}}}""")).Status);

        Assert.Equal(10, server.Runner.Game.FramesRun - before);
    }

    [Theory]
    [InlineData("\"ten\"", "int_parsing", "Input should be a valid integer, unable to parse string as an integer", "\"ten\"")]
    [InlineData("\"1__0\"", "int_parsing", "Input should be a valid integer, unable to parse string as an integer", "\"1__0\"")]
    [InlineData("\"\"", "int_parsing", "Input should be a valid integer, unable to parse string as an integer", "\"\"")]
    [InlineData("[ 1.50, {\"a\" : 2e0} ]", "int_type", "Input should be a valid integer", "[1.5,{\"a\":2.0}]")]
    [InlineData("1e300", "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size", "1e+300")]
    public async Task Frames_OfAnotherKind_AreRefused(string frames, string type, string message, string input) =>
        await AssertRefusedAsync(
            "/action",
            $$"""{"action_type":"wait","frames":{{frames}}}""",
            $$"""{"type":"{{type}}","loc":["body","frames"],"msg":"{{message}}","input":{{input}}}""");

    [Theory]
    [InlineData("1")]
    [InlineData("0.0")]
    [InlineData("\"OFF\"")]
    [InlineData("\"yes\"")]
    public async Task Flags_ThatPydanticReads_AreAccepted(string flag)
    {
        await using var server = await GymServer.StartAsync();
        Assert.Equal(200, (await server.PostAsync("/initialize", $$"""{"headless":{{flag}},"sound":{{flag}}}""")).Status);
    }

    [Theory]
    [InlineData("2", "bool_parsing", "Input should be a valid boolean, unable to interpret input")]
    [InlineData("0.5", "bool_type", "Input should be a valid boolean")]
    [InlineData("null", "bool_type", "Input should be a valid boolean")]
    [InlineData("[]", "bool_type", "Input should be a valid boolean")]
    public async Task Flags_OfAnotherKind_AreRefused(string flag, string type, string message) =>
        await AssertRefusedAsync(
            "/initialize",
            $$"""{"load_autosave":{{flag}}}""",
            $$"""{"type":"{{type}}","loc":["body","load_autosave"],"msg":"{{message}}","input":{{flag}}}""");

    [Fact]
    public async Task Faults_InSeveralMembers_AreAllTold() =>
        await AssertRefusedAsync(
            "/action",
            """{"frames":1.5,"keys":["a",null,2],"other":"é\u0001"}""",
            """{"type":"missing","loc":["body","action_type"],"msg":"Field required","input":{"frames":1.5,"keys":["a",null,2],"other":"é\u0001"}},"""
            + """{"type":"string_type","loc":["body","keys",1],"msg":"Input should be a valid string","input":null},"""
            + """{"type":"string_type","loc":["body","keys",2],"msg":"Input should be a valid string","input":2},"""
            + """{"type":"int_from_float","loc":["body","frames"],"msg":"Input should be a valid integer, got a number with a fractional part","input":1.5}""");

    [Fact]
    public async Task Null_AsBody_IsMissing() =>
        await AssertRefusedAsync("/save_state", " null ", """{"type":"missing","loc":["body"],"msg":"Field required","input":null}""");

    [Theory]
    [InlineData("""{"action_type":"\ud83d"}""")]
    [InlineData("""{"action_type":NaN}""")]
    public async Task Body_ThatCannotBeHeld_IsA400(string body)
    {
        await using var server = await GymServer.StartAsync();
        var before = await server.SnapshotAsync();

        Assert.Equal((400, """{"detail":"There was an error parsing the body"}"""), await server.PostAsync("/action", body));
        Assert.Equal(before, await server.SnapshotAsync());
    }

    [Fact]
    public async Task Body_TooLarge_IsA413()
    {
        await using var server = await GymServer.StartAsync();
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync("/save_state", $$"""{"filename":"{{new string('x', 300_000)}}"}""");

        Assert.Equal(413, status);
        Assert.Equal("""{"detail":"The request body is too large; at most 262144 bytes are allowed."}""", answer);
        Assert.Equal(before, await server.SnapshotAsync());
    }

    [Theory]
    [InlineData("application/vnd.game+json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/xml", 422)]
    [InlineData("text/json", 422)]
    public async Task ContentType_DecidesWhetherItIsJson(string contentType, int expected)
    {
        await using var server = await GymServer.StartAsync();
        Assert.Equal(expected, (await server.SendAsync("POST", "/initialize", "{}", contentType)).Status);
    }

    [Theory]
    [InlineData("PUT", "/initialize", "POST")]
    [InlineData("GET", "/stop", "POST")]
    [InlineData("DELETE", "/save_state", "POST")]
    [InlineData("POST", "/status", "GET")]
    [InlineData("POST", "/evaluate", "GET")]
    public async Task Method_ThatIsNotTheOne_IsA405(string method, string path, string allowed)
    {
        await using var server = await GymServer.StartAsync();
        var (status, answer, response) = await server.SendAsync(method, path);

        Assert.Equal(405, status);
        Assert.Equal("""{"detail":"Method Not Allowed"}""", answer);
        Assert.Equal([allowed], response.Content.Headers.Allow);
    }

    private static async Task AssertRefusedAsync(string path, string body, string errors)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = await server.SnapshotAsync();

        var answer = await server.PostAsync(path, body);

        Assert.Equal((422, $$"""{"detail":[{{errors}}]}"""), answer);
        Assert.Equal(before, await server.SnapshotAsync());
    }
}
