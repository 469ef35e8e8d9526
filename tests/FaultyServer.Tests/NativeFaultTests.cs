using System.Net;
using System.Text;
using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Tests;

public sealed class NativeFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Plan_UsedUp_RequestsFareWell()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.Status500));
        Assert.Equal(500, (await game.PressAsync(0, 1, "A")).Status);
        Assert.Equal(200, (await game.PressAsync(0, 1, "A")).Status);
        Assert.Equal("A", game.Applied);
        Assert.Equal(1, game.Game.Counters.Faults);
    }

    [Theory]
    [InlineData(FaultKind.Status500, 500)]
    [InlineData(FaultKind.Status503, 503)]
    public async Task Status_Answered_NothingPressed(FaultKind kind, int status)
    {
        var game = fixture.Native(FaultPlan.Of(new Fault { Kind = kind }));
        using var answer = await game.PostAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        Assert.Equal("", game.Applied);
        Assert.Equal("lost", Assert.Single(game.Game.Truth.Requests).Verdict);
    }

    [Fact]
    public async Task Delay_Pressed_TakesAtLeastTheTime()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.Delay(30), Fault.Jitter(20, 40)));
        foreach (var (sequence, least) in new[] { (1, 30), (2, 20) })
        {
            var started = System.Diagnostics.Stopwatch.StartNew();
            Assert.Equal(200, (await game.PressAsync(0, sequence, "A")).Status);
            Assert.True(started.Elapsed.TotalMilliseconds >= least, $"answered after {started.Elapsed.TotalMilliseconds} ms");
        }

        Assert.Equal("A A", game.Applied);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Garbage200_NoJson_PressedAsThePlanSays(bool presses)
    {
        var game = fixture.Native(FaultPlan.Of(Fault.Garbage200(presses)));
        using var answer = await game.PostAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.JsonDocument.Parse(body));
        Assert.Equal(presses ? "A" : "", game.Applied);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TruncatedBody_HalfOfTheAnswer_PressedAsThePlanSays(bool presses)
    {
        var game = fixture.Native(FaultPlan.Of(Fault.TruncatedBody(presses)));
        await game.AssertCutAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal(presses ? "A" : "", game.Applied);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongContentType_CalledHtml_PressedAsThePlanSays(bool presses)
    {
        var game = fixture.Native(FaultPlan.Of(Fault.WrongContentType(presses)));
        using var answer = await game.PostAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(presses ? "A" : "", game.Applied);
    }

    [Fact]
    public async Task ResetBefore_Cut_NothingPressed()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.ResetBefore));
        await game.AssertCutAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal("", game.Applied);
    }

    [Fact]
    public async Task ResetAfter_Cut_Pressed()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.ResetAfter));
        await game.AssertCutAsync("inputs", GameClient.Inputs(0, 1, "A B"));
        Assert.Equal("A B", game.Applied);
    }

    [Fact]
    public async Task HangThenApply_CallerGone_PressedAndTheClaimKnows()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.HangThenApply(300)));
        using var patience = new CancellationTokenSource();
        var hanging = game.PostAsync("inputs", GameClient.Inputs(3, 1, "A B", "START"), patience.Token);
        await Eventually.TrueAsync(() => game.Game.Counters.Requests == 1, "the request did not arrive");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal("", game.Applied);

        var (status, claim) = await game.CallAsync("claim", """{"held":3,"resolve":{"epoch":3,"sequence":1,"count":3}}""");
        Assert.Equal(200, status);
        Assert.Equal(
            """[{"sequence":1,"applied":2,"of":2},{"sequence":2,"applied":1,"of":1},{"sequence":3,"applied":0}]""", claim["resolved"]!.ToJsonString());
        Assert.Equal("A B START", game.Applied);
    }

    [Fact]
    public async Task ArriveLate_AfterAClaim_Refused()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.ArriveLate(500)));
        using var patience = new CancellationTokenSource();
        var late = game.PostAsync("inputs", GameClient.Inputs(1, 1, "A"), patience.Token);
        await Eventually.TrueAsync(() => game.Game.Plan.IsUsedUp, "the request did not arrive");
        var (_, claim) = await game.CallAsync("claim", """{"atLeast":2,"resolve":{"epoch":1,"sequence":1}}""");
        Assert.Equal("""[{"sequence":1,"applied":0}]""", claim["resolved"]!.ToJsonString());
        await game.Game.WhenQuietAsync(GameClient.Bound);
        Assert.Equal("staleEpoch", Assert.Single(game.Game.Truth.Requests).Verdict);
        Assert.Equal("", game.Applied);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
    }

    [Fact]
    public async Task HangNever_UntilTheCallerGoes_NothingPressed()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.HangNever));
        await game.AssertUnansweredAsync("inputs", GameClient.Inputs(0, 1, "A"));
        Assert.Equal(200, (await game.PressAsync(0, 1, "B")).Status);
        Assert.Equal("B", game.Applied);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HalfApplied_Batch_FirstHalfPressedAndTheClaimKnows(bool aborts)
    {
        var game = fixture.Native(FaultPlan.Of(Fault.HalfApplied(aborts)));
        var body = GameClient.Inputs(1, 5, "A B", "UP", "DOWN", "LEFT", "RIGHT");
        if (aborts)
        {
            await game.AssertCutAsync("inputs", body);
        }
        else
        {
            var (status, problem) = await game.CallAsync("inputs", body);
            Assert.Equal((500, "gameFailed", 3, 6), (status, (string?)problem["code"], (int)problem["applied"]!, (int)problem["of"]!));
        }

        Assert.Equal("A B UP", game.Applied);
        var (_, claim) = await game.CallAsync("claim", """{"resolve":{"epoch":1,"sequence":5,"count":5}}""");
        Assert.Equal("2 1 0 0 0", string.Join(' ', claim["resolved"]!.AsArray().Select(fate => (int)fate!["applied"]!)));
    }

    [Fact]
    public async Task HalfApplied_OneInput_HalfOfItsSteps()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.HalfApplied()));
        Assert.Equal(500, (await game.PressAsync(0, 1, "A B START SELECT UP")).Status);
        Assert.Equal("A B", game.Applied);
        Assert.Equal(500, (await game.PressAsync(0, 1, "A B START SELECT UP")).Status);
        Assert.Equal("A B", game.Applied);
    }

    [Fact]
    public async Task SessionTimeout_Status200_NothingPressed()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.SessionTimeout));
        var (status, body) = await game.PressAsync(0, 1, "A");
        Assert.Equal((200, "SESSION_TIMEOUT", ""), (status, (string?)body["location"], game.Applied));
    }

    [Fact]
    public async Task SlowDrip_Pressed_AnswerComesByteByByte()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.SlowDrip(60)));
        var started = System.Diagnostics.Stopwatch.StartNew();
        var (status, body) = await game.PressAsync(0, 1, "A");
        Assert.True(started.Elapsed.TotalMilliseconds >= 50, $"the whole answer was there after {started.Elapsed.TotalMilliseconds} ms");
        Assert.Equal((200, 1, "A"), (status, (int)body["applied"]!, game.Applied));
    }

    [Fact]
    public async Task HugeBody_Pressed_AnswerHasThatLength()
    {
        const int Length = 1_000_000;
        var game = fixture.Native(FaultPlan.Of(Fault.HugeBody(Length)));
        using var answer = await game.PostAsync("inputs", GameClient.Inputs(0, 1, "A"));
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Length, body.Length);
        Assert.Contains("\"applied\":1", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal("A", game.Applied);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_NewLife_GateIsEmpty(bool presses)
    {
        var game = fixture.Native(FaultPlan.Of(Fault.None, Fault.Restart(presses)));
        var old = game.Game.Life;
        Assert.Equal(200, (await game.PressAsync(7, 1, "A")).Status);
        await game.AssertCutAsync("inputs", GameClient.Inputs(7, 2, "B"));
        Assert.NotEqual(old, game.Game.Life, StringComparer.Ordinal);
        Assert.Equal(0, game.Game.Epoch);

        var (status, problem) = await game.CallAsync("inputs", $$"""{"inputs":["UP"],"epoch":7,"sequence":3,"game":"{{old}}"}""");
        Assert.Equal((409, "otherGame", game.Game.Life), (status, (string?)problem["code"], (string?)problem["game"]));
        Assert.Equal(200, (await game.PressAsync(1, 1, "DOWN")).Status);
        var truth = game.Game.Truth;
        Assert.Equal(presses ? "A B" : "A", string.Join(' ', truth.StepsOf(old).Select(step => step.Text)));
        Assert.Equal("DOWN", string.Join(' ', truth.StepsOf(game.Game.Life).Select(step => step.Text)));
    }

    [Fact]
    public async Task Restart_RequestInHand_NotPressed()
    {
        var game = fixture.Native(FaultPlan.Of(Fault.Delay(300)));
        var running = game.AssertCutAsync("inputs", GameClient.Inputs(1, 1, "A"));
        await Eventually.TrueAsync(() => game.Game.Counters.Requests == 1, "the request did not arrive");
        game.Game.Restart();
        Assert.Equal(200, (await game.PressAsync(0, 1, "B")).Status);
        await running;
        Assert.Equal("B", game.Applied);
        Assert.Equal("lifeEnded", game.Game.Truth.Requests[0].Verdict);
    }
}
