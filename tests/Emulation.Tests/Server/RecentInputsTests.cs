using System.Net;
using System.Text.Json;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>The list of applied inputs with ids that a server gives to the next owner.</summary>
public sealed class RecentInputsTests : IAsyncLifetime
{
    private ServerFixture _server = null!;

    public async Task InitializeAsync() => _server = await ServerFixture.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Recent_InputsWithAndWithoutIds_TellsThoseWithIds()
    {
        await _server.PostAsync(
            "inputs", """{"inputs":["a b","UP","B*2"],"ids":["run-7/42",null,{"id":"b-1","index":1,"count":3}],"epoch":2,"sequence":7}""");
        await _server.PostAsync("inputs", """{"inputs":["START"],"epoch":2,"sequence":10}""");

        var told = await _server.GetAsync("inputs/recent");

        Assert.Equal((await _server.GetAsync("capabilities")).GetProperty("game").GetString(), told.GetProperty("game").GetString());
        Assert.Equal(2, told.GetProperty("epoch").GetInt64());
        Assert.Equal(["run-7/42 0/1 'A B' 2.7 2/2", "b-1 1/3 'B*2' 2.9 2/2"], Names(told));
        Assert.All(told.GetProperty("inputs").EnumerateArray(), input => Assert.InRange(input.GetProperty("ageMs").GetInt64(), 0, 60_000));
    }

    [Fact]
    public async Task Recent_AfterClaimResetAndLoadedState_KnowsThemStill()
    {
        await _server.PostAsync("inputs", """{"inputs":["A"],"ids":["a"],"epoch":1,"sequence":1}""");
        var state = await _server.StateAsync();

        await _server.PostAsync("claim", "");
        await _server.PostAsync("reset", "");
        await ServerFixture.ReadAsync(await _server.PutStateAsync(state), HttpStatusCode.OK);

        Assert.Equal(["a 0/1 'A' 1.1 1/1"], Names(await _server.GetAsync("inputs/recent")));
    }

    [Fact]
    public async Task Recent_AfterAClaimDuringAWrite_HasThatWriteToo()
    {
        var barrier = GameBarrier.In(_server.Game);
        var write = _server.SendAsync("inputs", """{"inputs":["A"],"ids":["a"],"epoch":1,"sequence":1}""");
        await barrier.Reached;
        var claim = _server.SendAsync("claim", "");
        barrier.Open();
        await claim;

        Assert.Equal(["a 0/1 'A' 1.1 1/1"], Names(await _server.GetAsync("inputs/recent")));
        await write;
    }

    [Fact]
    public async Task Recent_GameFailsMidway_TellsHowFarItCameAndNothingOfTheRest()
    {
        var calls = 0;
        _server.Game.OnRun = _ =>
        {
            // A held, A released, B held, B released in two slices, DOWN held.
            if (++calls == 6)
                throw new InvalidDataException("core");
        };
        await _server.SendAsync("inputs", """{"inputs":["A","B DOWN","UP"],"ids":["a","b","c"],"epoch":1,"sequence":1}""");

        Assert.Equal(["a 0/1 'A' 1.1 1/1", "b 0/1 'B DOWN' 1.2 1/2"], Names(await _server.GetAsync("inputs/recent")));
    }

    [Fact]
    public async Task Recent_RefusedAndRepeated_AddNothing()
    {
        const string Body = """{"inputs":["A"],"ids":["a"],"epoch":2,"sequence":1}""";
        await _server.PostAsync("inputs", Body);
        await _server.PostAsync("inputs", Body);
        await _server.RefusedAsync("inputs", """{"inputs":["B"],"ids":["b"],"epoch":1,"sequence":9}""", HttpStatusCode.Conflict, "staleEpoch");
        await _server.RefusedAsync("inputs", """{"inputs":["A"],"ids":["b"],"epoch":2,"sequence":1}""", HttpStatusCode.Conflict, "sequenceReused");

        Assert.Equal(["a 0/1 'A' 2.1 1/1"], Names(await _server.GetAsync("inputs/recent")));
    }

    [Fact]
    public async Task Recent_MoreThanAreRemembered_ForgetsWholeIdsOldestFirst()
    {
        await using var server = await ServerFixture.StartAsync(new EmulatorServerOptions { RememberedAnswers = 3 });
        await server.PostAsync("inputs", """{"inputs":["A","B"],"ids":[{"id":"a","index":0,"count":2},{"id":"a","index":1,"count":2}],"epoch":1,"sequence":1}""");
        await server.PostAsync("inputs", """{"inputs":["UP","DOWN"],"ids":["b","c"],"epoch":1,"sequence":3}""");

        Assert.Equal(["b 0/1 'UP' 1.3 1/1", "c 0/1 'DOWN' 1.4 1/1"], Names(await server.GetAsync("inputs/recent")));
    }

    [Fact]
    public async Task Recent_IdUsedAgain_TellsOfTheLastUse()
    {
        await _server.PostAsync("inputs", """{"inputs":["A"],"ids":["a"],"epoch":1,"sequence":1}""");
        await _server.PostAsync("inputs", """{"inputs":["UP"],"ids":[{"id":"a","index":1,"count":2}],"epoch":1,"sequence":2}""");

        Assert.Equal(["a 1/2 'UP' 1.2 1/1"], Names(await _server.GetAsync("inputs/recent")));
    }

    [Theory]
    [InlineData("""["a"]""", "ids is 'an array of 1'; allowed is one entry for each input, here 2")]
    [InlineData("\"a\"", "ids is 'a'; allowed is an array")]
    [InlineData("""["a","b c"]""", "ids[1] is 'b c'; allowed are null, a text of 1 to 128 printable ASCII characters")]
    [InlineData("""["a",""]""", "ids[1] is ''")]
    [InlineData("""["a",7]""", "ids[1] is '7'")]
    [InlineData("""["a",{"id":"b","index":2,"count":2}]""", "ids[1].index is '2'; allowed is a whole number, 0 to 1")]
    [InlineData("""["a",{"id":"b","index":0}]""", "ids[1].count is missing")]
    [InlineData("""["a",{"id":"b","index":0,"count":1025}]""", "ids[1].count is '1025'; allowed is a whole number, 1 to 1024")]
    [InlineData("""["a",{"index":0,"count":1}]""", "ids[1].id is missing")]
    [InlineData("""["a",{"id":null,"index":0,"count":1}]""", "ids[1].id is missing; allowed is a text of 1 to 128 printable ASCII characters")]
    [InlineData("""["a",{"name":"b"}]""", "'name'")]
    public async Task Inputs_WithWrongIds_AreRefused(string ids, string detail)
    {
        var problem = await _server.RefusedAsync(
            "inputs", $$"""{"inputs":["A","B"],"epoch":1,"sequence":1,"ids":{{ids}}}""", HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_WithIdsAndNoNumber_AreRefused()
    {
        var problem = await _server.RefusedAsync("inputs", """{"inputs":["A"],"ids":["a"]}""", HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Contains("ids go with epoch and sequence", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static List<string> Names(JsonElement told) =>
    [
        .. told.GetProperty("inputs").EnumerateArray().Select(input =>
            $"{input.GetProperty("id")} {input.GetProperty("index")}/{input.GetProperty("count")} '{input.GetProperty("input")}' "
            + $"{input.GetProperty("epoch")}.{input.GetProperty("sequence")} {input.GetProperty("applied")}/{input.GetProperty("of")}"),
    ];
}
