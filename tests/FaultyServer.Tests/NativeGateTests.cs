namespace ActorInput.Faults.Tests;

public sealed class NativeGateTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Inputs_Applied_OneResultForEach()
    {
        var game = fixture.Native();
        var (status, body) = await game.PressAsync(2, 10, "A*3", "WAIT:30", "A+B:12");
        Assert.Equal(200, status);
        Assert.Equal(
            $$"""{"game":"{{game.Game.Life}}","epoch":2,"sequence":10,"applied":5,"of":5,"results":[{"sequence":10,"applied":3,"of":3,"frame":390},{"sequence":11,"applied":1,"of":1,"frame":420},{"sequence":12,"applied":1,"of":1,"frame":552}],"frame":552}""",
            body.ToJsonString());
        var truth = game.Game.Truth;
        Assert.Equal("A A A WAIT:30 A+B:12", truth.Text);
        Assert.Equal([10, 10, 10, 11, 12], truth.Steps.Select(step => step.Sequence!.Value));
        Assert.All(truth.Steps, step => Assert.Equal((1L, 0), (step.Request, step.Life)));
        Assert.Equal(["A*3", "WAIT:30", "A+B:12"], Assert.Single(truth.Requests).Inputs);
    }

    [Fact]
    public async Task Inputs_Repeated_FirstAnswerAndNoSecondPress()
    {
        var game = fixture.Native();
        var (_, first) = await game.PressAsync(1, 1, "A", "B");
        await game.PressAsync(1, 3, "UP");
        var (status, again) = await game.PressAsync(1, 1, "A", "B");
        Assert.Equal((200, first.ToJsonString(), "A B UP"), (status, again.ToJsonString(), game.Applied));
        Assert.Equal(["applied", "applied", "repeated"], game.Game.Truth.Requests.Select(request => request.Verdict), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0, 9, "staleEpoch")]
    [InlineData(1, 1, "sequenceReused")]
    [InlineData(1, 2, "sequenceGone")]
    public async Task Inputs_OldNumbers_Refused(long epoch, long sequence, string code)
    {
        var game = fixture.Native();
        await game.PressAsync(1, 1, "A", "B");
        var (status, problem) = await game.PressAsync(epoch, sequence, "START");
        Assert.Equal((409, code, 1L), (status, (string?)problem["code"], (long)problem["epoch"]!));
        Assert.Equal("A B", game.Applied);
    }

    [Fact]
    public async Task Recent_InputsWithIds_TellsWhatWasAppliedUntilTheLifeEnds()
    {
        var game = fixture.Native();
        await game.CallAsync("inputs", """{"inputs":["A B","UP","B"],"ids":["x",null,{"id":"y","index":1,"count":2}],"epoch":1,"sequence":4}""");
        await game.CallAsync("claim", "{}");
        var told = await game.GetAsync("inputs/recent");
        Assert.Equal(
            $$"""{"game":"{{game.Game.Life}}","epoch":2,"inputs":[{"id":"x","index":0,"count":1,"input":"A B","epoch":1,"sequence":4,"applied":2,"of":2,"ageMs":0},{"id":"y","index":1,"count":2,"input":"B","epoch":1,"sequence":6,"applied":1,"of":1,"ageMs":0}]}""",
            told.ToJsonString());
        game.Game.Restart();
        told = await game.GetAsync("inputs/recent");
        Assert.Empty(told["inputs"]!.AsArray());
    }

    [Theory]
    [InlineData("""["x"]""")]
    [InlineData("""["x","y z"]""")]
    [InlineData("""["x",{"id":"y","index":2,"count":2}]""")]
    public async Task Inputs_WrongIds_RefusedAndNotPressed(string ids)
    {
        var game = fixture.Native();
        var (status, problem) = await game.CallAsync("inputs", $$"""{"inputs":["A","B"],"ids":{{ids}},"epoch":1,"sequence":1}""");
        Assert.Equal((400, "ids", ""), (status, (string?)problem["member"], game.Applied));
    }

    [Fact]
    public async Task Claim_NotHeld_RefusedWithTheCurrentEpoch()
    {
        var game = fixture.Native();
        await game.CallAsync("claim", """{"atLeast":5}""");
        var (status, problem) = await game.CallAsync("claim", """{"held":4}""");
        Assert.Equal((409, "staleEpoch", 5L, 5L), (status, (string?)problem["code"], (long)problem["epoch"]!, game.Game.Epoch));
    }

    [Fact]
    public async Task Claim_SameId_FirstAnswer()
    {
        var game = fixture.Native();
        await game.PressAsync(1, 1, "A");
        const string Claim = """{"held":1,"claim":"mine","resolve":{"epoch":1,"sequence":1}}""";
        var (_, first) = await game.CallAsync("claim", Claim);
        await game.CallAsync("claim", "");
        var (status, again) = await game.CallAsync("claim", Claim);
        Assert.Equal((200, first.ToJsonString()), (status, again.ToJsonString()));
        Assert.Equal((2L, 3L), ((long)first["epoch"]!, game.Game.Epoch));
    }

    [Fact]
    public async Task Inputs_ManyAtOnce_AppliedInTheOrderOfTheirRequests()
    {
        var game = fixture.Native(service: Timing.ServiceTime.Parallel(3));
        var calls = Enumerable.Range(1, 40).Select(wait => game.CallAsync("inputs", $$"""{"inputs":["WAIT:{{wait}}"]}""")).ToList();
        await Task.WhenAll(calls);
        var truth = game.Game.Truth;
        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), truth.Steps.Select(step => step.Request));
        Assert.Equal(truth.Requests.Select(request => request.Inputs[0]), truth.Steps.Select(step => step.Text), StringComparer.Ordinal);
    }

    [Fact]
    public async Task State_SameSteps_SameHash()
    {
        var first = fixture.Native();
        var second = fixture.Native();
        await first.PressAsync(1, 1, "A", "B");
        await second.PressAsync(4, 9, "A B");
        var hash = (string?)(await first.GetAsync("direct/state"))["stateHash"];
        Assert.Equal(hash, (string?)(await second.GetAsync("direct/state"))["stateHash"]);
        await second.PressAsync(4, 10, "A");
        Assert.NotEqual(hash, (string?)(await second.GetAsync("direct/state"))["stateHash"], StringComparer.Ordinal);
        await second.CallAsync("reset", "");
        await second.PressAsync(4, 11, "A B");
        var state = await second.GetAsync("direct/state");
        Assert.Equal((hash, 5), ((string?)state["stateHash"], (int)state["steps"]!));
    }

    [Fact]
    public async Task Capabilities_OfAGame_TellLifeAndNumbers()
    {
        var game = fixture.Native();
        await game.PressAsync(3, 1, "A", "B");
        var told = await game.GetAsync("capabilities");
        Assert.Equal(("actorinput", 1), ((string?)told["server"], (int)told["protocol"]!));
        Assert.Equal((game.Game.Life, 3L, 2L), ((string?)told["game"], (long)told["epoch"]!, (long)told["sequence"]!));
        Assert.Equal("TRUTH", (string?)told["cartridge"]!["title"]);
        Assert.Contains("orderedResults", told["features"]!.AsArray().Select(feature => (string?)feature), StringComparer.Ordinal);
        Assert.Equal("40414243", (string?)(await game.GetAsync("memory?address=0xC140&length=4"))["hex"]);
        Assert.Equal("ok", (string?)(await game.GetAsync("health"))["status"]);
    }

    [Theory]
    [InlineData("{\"inputs\":", "malformedJson")]
    [InlineData("{\"inputs\":[]}", "invalidRequest")]
    [InlineData("{\"inputs\":[\"A\"],\"epoch\":1}", "invalidRequest")]
    [InlineData("{\"inputs\":[\"A\"],\"epoch\":1,\"sequence\":0}", "invalidRequest")]
    [InlineData("{\"inputs\":[\"TURBO\"]}", "invalidInput")]
    public async Task Inputs_Bad_RefusedWithoutTakingAFault(string body, string code)
    {
        var game = fixture.Native(Plans.FaultPlan.Of(Plans.Fault.ResetBefore));
        var (status, problem) = await game.CallAsync("inputs", body);
        Assert.Equal((400, code), (status, (string?)problem["code"]));
        Assert.False(game.Game.Plan.IsUsedUp);
        Assert.Empty(game.Game.Truth.Requests);
    }
}
