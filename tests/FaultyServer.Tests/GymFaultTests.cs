using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Tests;

public sealed class GymFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Action_BeforeInitialize_SessionTimeout_AfterStop_400()
    {
        var game = new GameClient(fixture.Server.AddGame(GameDialect.Gym), fixture.Client);
        Assert.Equal("not_initialized", (string?)(await game.GetAsync("status"))["status"]);
        var (status, body) = await game.ActAsync("a");
        Assert.Equal((200, "SESSION_TIMEOUT"), (status, (string?)body["location"]));
        await game.CallAsync("initialize", "{}");
        Assert.Equal("stopped", (string?)(await game.CallAsync("stop", "")).Body["status"]);
        Assert.Equal(400, (await game.ActAsync("a")).Status);
        Assert.Equal("", game.Applied);
    }

    [Fact]
    public async Task Action_Successful_CountsOneStep()
    {
        var game = await fixture.GymAsync();
        Assert.Equal(1, (int)(await game.ActAsync("up", "right", "b")).Body["step_number"]!);
        Assert.Equal(2, (int)(await game.CallAsync("action", """{"action_type":"wait","frames":30}""")).Body["step_number"]!);
        Assert.Equal(500, (await game.ActAsync("a", "X")).Status);
        Assert.Equal(2, await StepsTakenAsync(game));
        Assert.Equal("UP RIGHT B WAIT:30", game.Applied);
    }

    [Fact]
    public async Task Initialize_WhileRunning_StartsANewLife()
    {
        var game = await fixture.GymAsync();
        await game.ActAsync("a");
        var old = game.Game.Life;
        await game.CallAsync("initialize", "{}");
        await game.ActAsync("b");
        Assert.Equal(1, await StepsTakenAsync(game));
        Assert.Equal("A", Assert.Single(game.Game.Truth.StepsOf(old)).Text);
        Assert.Equal("B", Assert.Single(game.Game.Truth.StepsOf(game.Game.Life)).Text);
    }

    [Theory]
    [InlineData(false, "A B", 0)]
    [InlineData(true, "A B START", 1)]
    public async Task HalfApplied_Cut_CountedAsThePlanSays(bool counts, string applied, int steps)
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.HalfApplied(counts: counts)));
        await game.AssertCutAsync("action", GameClient.Action("a", "b", "start", "up", "down"));
        Assert.Equal((applied, steps), (game.Applied, await StepsTakenAsync(game)));
    }

    [Fact]
    public async Task SessionTimeout_Status200_NothingPressed()
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.SessionTimeout));
        var (status, body) = await game.ActAsync("a");
        Assert.Equal((200, "SESSION_TIMEOUT"), (status, (string?)body["location"]));
        Assert.Equal(("", 0), (game.Applied, await StepsTakenAsync(game)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task StepsBackwards_StatusTellsNone_PressedAsThePlanSays(bool presses, bool aborts)
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.None, Fault.StepsBackwards(presses, aborts)));
        await game.ActAsync("a");
        if (aborts)
            await game.AssertCutAsync("action", GameClient.Action("b"));
        else
            Assert.Equal(0, (int)(await game.ActAsync("b")).Body["step_number"]!);
        Assert.Equal((presses ? "A B" : "A", 0), (game.Applied, await StepsTakenAsync(game)));
    }

    [Fact]
    public async Task HangThenApply_Status_WaitsForTheAction()
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.HangThenApply(60)));
        using var patience = new CancellationTokenSource();
        var hanging = game.PostAsync("action", GameClient.Action("a"), patience.Token);
        await Eventually.TrueAsync(() => game.Game.Counters.Requests == 1, "the action did not arrive");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal(1, await StepsTakenAsync(game));
        Assert.Equal("A", game.Applied);
    }

    [Theory]
    [InlineData(FaultKind.ResetBefore, "", 0)]
    [InlineData(FaultKind.ResetAfter, "A", 1)]
    [InlineData(FaultKind.TruncatedBody, "A", 1)]
    public async Task Cut_ByKind_TruthAndCountAgree(FaultKind kind, string applied, int steps)
    {
        var game = await fixture.GymAsync(FaultPlan.Of(new Fault { Kind = kind }));
        await game.AssertCutAsync("action", GameClient.Action("a"));
        Assert.Equal((applied, steps), (game.Applied, await StepsTakenAsync(game)));
    }

    [Fact]
    public async Task HangNever_UntilTheCallerGoes_NothingPressed()
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.HangNever));
        await game.AssertUnansweredAsync("action", GameClient.Action("a"));
        Assert.Equal(("", 0), (game.Applied, await StepsTakenAsync(game)));
    }

    [Fact]
    public async Task Restart_NewLife_IsNotInitialized()
    {
        var game = await fixture.GymAsync(FaultPlan.Of(Fault.Restart()));
        await game.AssertCutAsync("action", GameClient.Action("a"));
        Assert.Equal("not_initialized", (string?)(await game.GetAsync("status"))["status"]);
        Assert.Equal(2, game.Game.Truth.Lives.Count);
    }

    private static async Task<int> StepsTakenAsync(GameClient game) => (int)(await game.GetAsync("status"))["steps_taken"]!;
}
