using System.Net;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Epochs and sequences over real HTTP.</summary>
public sealed class TaggedWriteTests : IAsyncLifetime
{
    private ServerFixture _server = null!;

    public async Task InitializeAsync() => _server = await ServerFixture.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Repeat_OfInputs_GetsTheSameBytesAndPressesNothing()
    {
        const string Body = """{"inputs":["A","B"],"epoch":1,"sequence":5,"stateHash":true}""";
        var first = await BytesAsync(await _server.SendAsync("inputs", Body));

        var again = await BytesAsync(await _server.SendAsync("inputs", Body));

        Assert.Equal(first, again);
        Assert.Equal(260, _server.Game.FramesRun);
        var told = await _server.GetAsync("capabilities");
        Assert.Equal((1, 6), (told.GetProperty("epoch").GetInt64(), told.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task Claim_WithTheIdOfAnEarlierOne_GetsTheFirstAnswerAndNoNewEpoch()
    {
        var first = await BytesAsync(await _server.SendAsync("claim", """{"claim":"a"}"""));

        Assert.Equal(first, await BytesAsync(await _server.SendAsync("claim", """{"claim":"a"}""")));
        Assert.Equal(1, (await _server.GetAsync("capabilities")).GetProperty("epoch").GetInt64());
        Assert.NotEqual(first, await BytesAsync(await _server.SendAsync("claim", """{"claim":"b"}""")));
    }

    [Fact]
    public async Task Repeat_WhileTheFirstRuns_WaitsForItsAnswer()
    {
        const string Body = """{"inputs":["A"],"epoch":1,"sequence":1}""";
        var barrier = GameBarrier.In(_server.Game);
        var first = _server.SendAsync("inputs", Body);
        await barrier.Reached;
        var repeats = Enumerable.Range(0, 3).Select(_ => _server.SendAsync("inputs", Body)).ToArray();
        // When another, untagged request is done, the repeats had time to be done too.
        await _server.GetAsync("health");
        Assert.All(repeats, repeat => Assert.False(repeat.IsCompleted));
        barrier.Open();

        var bytes = await BytesAsync(await first);
        foreach (var repeat in repeats)
            Assert.Equal(bytes, await BytesAsync(await repeat));
        Assert.Equal(130, _server.Game.FramesRun);
    }

    [Fact]
    public async Task Write_WhoseCallerGoesAway_IsAppliedAndItsAnswerKept()
    {
        const string Body = """{"inputs":["A"],"epoch":1,"sequence":1}""";
        var barrier = GameBarrier.In(_server.Game);
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(Body);
        var first = _server.Client.PostAsync("inputs", content, leave.Token);
        await barrier.Reached;
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        barrier.Open();

        Assert.Equal(130, (await _server.PostAsync("inputs", Body)).GetProperty("frame").GetInt64());
        Assert.Equal(130, _server.Game.FramesRun);
    }

    [Fact]
    public async Task Refusals_OfTags_PressNothingAndTellTheCurrentEpoch()
    {
        await _server.PostAsync("inputs", """{"inputs":["A","B"],"epoch":3,"sequence":5}""");

        var stale = await _server.RefusedAsync("inputs", """{"inputs":["A"],"epoch":2,"sequence":9}""", HttpStatusCode.Conflict, "staleEpoch");
        Assert.Equal(3, stale.GetProperty("epoch").GetInt64());
        await _server.RefusedAsync("inputs", """{"inputs":["A","UP"],"epoch":3,"sequence":5}""", HttpStatusCode.Conflict, "sequenceReused");
        var gone = await _server.RefusedAsync("inputs", """{"inputs":["A"],"epoch":3,"sequence":6}""", HttpStatusCode.Conflict, "sequenceGone");
        Assert.Equal(6, gone.GetProperty("sequence").GetInt64());
        await _server.RefusedAsync("inputs", """{"inputs":["A"],"epoch":3,"sequence":4}""", HttpStatusCode.Conflict, "sequenceGone");
    }

    [Fact]
    public async Task Refusals_OfContent_TakeNoSequence()
    {
        await _server.RefusedAsync("inputs", """{"inputs":["X"],"epoch":1,"sequence":1}""", HttpStatusCode.BadRequest, "invalidInput");

        Assert.Equal(1, (await _server.PostAsync("inputs", """{"inputs":["A"],"epoch":1,"sequence":1}""")).GetProperty("applied").GetInt32());
    }

    [Theory]
    [InlineData("reset", "")]
    [InlineData("direct/reset", "")]
    [InlineData("direct/input", """{"inputs":"A"}""")]
    public async Task OtherWrites_WithATagInTheQuery_AreAppliedOnce(string path, string body)
    {
        var first = await BytesAsync(await _server.SendAsync($"{path}?epoch=1&sequence=1", body));
        await _server.PostAsync("inputs", """{"inputs":["B"],"epoch":1,"sequence":2}""");

        var frames = _server.Game.FramesRun;

        Assert.Equal(first, await BytesAsync(await _server.SendAsync($"{path}?epoch=1&sequence=1", body)));
        Assert.Equal(frames, _server.Game.FramesRun);
        await _server.RefusedAsync($"{path}?epoch=0&sequence=9", body, HttpStatusCode.Conflict, "staleEpoch");
        await _server.RefusedAsync($"{path}?epoch=1&sequence=1", body + " ", HttpStatusCode.Conflict, "sequenceReused");
        await _server.RefusedAsync($"{path}?epoch=1", body, HttpStatusCode.BadRequest, "invalidRequest");
        await _server.RefusedAsync($"{path}?epoch=1&sequence=x", body, HttpStatusCode.BadRequest, "invalidRequest");
    }

    [Fact]
    public async Task Inputs_WithATagInTheQuery_AreRefused() =>
        await _server.RefusedAsync("inputs?epoch=1&sequence=1", """{"inputs":["A"]}""", HttpStatusCode.BadRequest, "invalidRequest");

    [Fact]
    public async Task State_WithATagInTheQuery_IsLoadedOnceAndItsRefusalKept()
    {
        await _server.PostAsync("inputs", """{"inputs":["A"]}""");
        var state = await _server.StateAsync();
        var refused = await BytesAsync(await _server.Client.PutAsync("state?epoch=1&sequence=1", new ByteArrayContent([1, 2])), HttpStatusCode.BadRequest);
        var loaded = await BytesAsync(await _server.PutStateAsync(state, "?epoch=1&sequence=2"));
        await _server.PostAsync("inputs", """{"inputs":["B"]}""");
        var after = await _server.StateAsync();

        Assert.Equal(loaded, await BytesAsync(await _server.PutStateAsync(state, "?epoch=1&sequence=2")));
        Assert.Equal(
            refused, await BytesAsync(await _server.Client.PutAsync("state?epoch=1&sequence=1", new ByteArrayContent([1, 2])), HttpStatusCode.BadRequest));
        Assert.Equal(after, await _server.StateAsync());
        var fates = await _server.PostAsync("claim", """{"resolve":{"epoch":1,"sequence":1,"count":2}}""");
        Assert.Equal("""[{"sequence":1,"applied":0,"of":1},{"sequence":2,"applied":1,"of":1}]""", fates.GetProperty("resolved").GetRawText());
    }

    [Fact]
    public async Task Claim_AfterALostAnswer_ResolvesWhatWasApplied()
    {
        await _server.PostAsync("inputs", """{"inputs":["A B","UP"],"epoch":1,"sequence":17}""");

        var claim = await _server.PostAsync("claim", """{"held":1,"resolve":{"epoch":1,"sequence":17,"count":3}}""");

        Assert.Equal(2, claim.GetProperty("epoch").GetInt64());
        Assert.Equal(
            """[{"sequence":17,"applied":2,"of":2},{"sequence":18,"applied":1,"of":1},{"sequence":19,"applied":0}]""",
            claim.GetProperty("resolved").GetRawText());
        Assert.Equal((await _server.GetAsync("capabilities")).GetProperty("game").GetString(), claim.GetProperty("game").GetString());
        var zombie = await _server.RefusedAsync("claim", """{"held":1}""", HttpStatusCode.Conflict, "staleEpoch");
        Assert.Equal(2, zombie.GetProperty("epoch").GetInt64());
        await _server.RefusedAsync("inputs", """{"inputs":["A"],"epoch":1,"sequence":19}""", HttpStatusCode.Conflict, "staleEpoch");
    }

    [Fact]
    public async Task Claim_WithoutABody_TakesTheNextEpoch() =>
        Assert.Equal("""1""", (await _server.PostAsync("claim", "")).GetProperty("epoch").GetRawText());

    [Theory]
    [InlineData(""","epoch":1,"sequence":1""")]
    [InlineData("")]
    public async Task Claim_WhileAWriteRuns_IsAnsweredAfterIt(string tag)
    {
        var barrier = GameBarrier.In(_server.Game);
        var press = _server.SendAsync("inputs", $$"""{"inputs":["A"]{{tag}}}""");
        await barrier.Reached;
        var claim = _server.PostAsync("claim", """{"atLeast":7,"resolve":{"epoch":1,"sequence":1}}""");
        while ((await _server.GetAsync("capabilities")).GetProperty("epoch").GetInt64() != 7)
            Assert.False(claim.IsCompleted);

        await Stale();
        Assert.False(claim.IsCompleted);
        barrier.Open();
        await BytesAsync(await press);
        var applied = tag.Length > 0 ? 1 : 0;
        Assert.Equal(applied, (await claim).GetProperty("resolved")[0].GetProperty("applied").GetInt32());
        Assert.Equal(130, _server.Game.FramesRun);

        async Task Stale() =>
            await ServerFixture.ReadAsync(await _server.SendAsync("inputs", """{"inputs":["B"],"epoch":1,"sequence":9}"""), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Failure_InsideATaggedWrite_IsRememberedWithHowFarItGot()
    {
        const string Body = """{"inputs":["A","B DOWN"],"epoch":1,"sequence":1}""";
        var calls = 0;
        _server.Game.OnRun = _ =>
        {
            // A held, A released, B held, B released in two slices, DOWN held.
            if (++calls == 6)
                throw new InvalidDataException("core");
        };
        var first = await BytesAsync(await _server.SendAsync("inputs", Body), HttpStatusCode.InternalServerError);

        Assert.Equal(first, await BytesAsync(await _server.SendAsync("inputs", Body), HttpStatusCode.InternalServerError));
        Assert.Single(_server.Game.Runs, run => run.Buttons == Button.B);
        var claim = await _server.PostAsync("claim", """{"resolve":{"epoch":1,"sequence":1,"count":2}}""");
        Assert.Equal("""[{"sequence":1,"applied":1,"of":1},{"sequence":2,"applied":1,"of":2}]""", claim.GetProperty("resolved").GetRawText());
    }

    [Fact]
    public async Task Answers_BeyondTheRemembered_AreGone()
    {
        await using var small = await ServerFixture.StartAsync(new EmulatorServerOptions { RememberedAnswers = 2 });
        for (var i = 1; i <= 3; i++)
            await small.PostAsync("inputs", $$"""{"inputs":["A"],"epoch":1,"sequence":{{i}}}""");

        await small.RefusedAsync("inputs", """{"inputs":["A"],"epoch":1,"sequence":1}""", HttpStatusCode.Conflict, "sequenceGone");
        await small.PostAsync("inputs", """{"inputs":["A"],"epoch":1,"sequence":2}""");
        var claim = await small.PostAsync("claim", """{"resolve":{"epoch":1,"sequence":1,"count":2}}""");
        Assert.Equal("""[{"sequence":1,"forgotten":true},{"sequence":2,"applied":1,"of":1}]""", claim.GetProperty("resolved").GetRawText());
        Assert.Equal(390, small.Game.FramesRun);
    }

    private static async Task<byte[]> BytesAsync(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        await ServerFixture.ReadAsync(response, status);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
