using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Tests;

public sealed class ControlTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Games_Added_CommandedAndTold()
    {
        var (status, added) = await SendAsync(HttpMethod.Post, "games", """{"dialect":"native","service":"parallel:1.5","plan":{"faults":[{"kind":"halfApplied","aborts":true}]}}""");
        Assert.Equal((201, "parallel:1.5"), (status, (string?)added["service"]));
        var number = (int)added["number"]!;
        var game = new GameClient(fixture.Server.FindGame(number)!, fixture.Client);
        Assert.Equal(game.Game.Address.ToString(), (string?)added["address"]);
        await game.AssertCutAsync("inputs", GameClient.Inputs(2, 1, "A B", "UP"));

        var (_, truth) = await SendAsync(HttpMethod.Get, $"games/{number}/truth", null);
        Assert.Equal(["A", "B"], truth["steps"]!.AsArray().Select(step => (string?)step!["text"]), StringComparer.Ordinal);
        Assert.Equal("halfApplied half", $"{truth["requests"]![0]!["fault"]!["kind"]} {truth["requests"]![0]!["verdict"]}");
        Assert.Equal(2, (int)(await SendAsync(HttpMethod.Get, $"games/{number}/counters", null)).Body["steps"]!);

        await SendAsync(HttpMethod.Post, $"games/{number}/restart", "");
        Assert.Equal(2, game.Game.Truth.Lives.Count);
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, $"games/{number}", null)).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Get, $"games/{number}", null)).Status);
    }

    [Fact]
    public async Task Plan_Random_IsThatOfTheSeed()
    {
        var game = fixture.Server.AddGame(GameDialect.Native);
        var (status, _) = await SendAsync(
            HttpMethod.Put, $"games/{game.Number}/plan", """{"random":{"seed":11,"weights":{"none":1,"resetAfter":2,"delay":1},"mostMilliseconds":5,"requests":50}}""");
        Assert.Equal(200, status);
        var weights = new Dictionary<FaultKind, double> { [FaultKind.None] = 1, [FaultKind.ResetAfter] = 2, [FaultKind.Delay] = 1 };
        var expected = FaultPlan.Random(11, new FaultWeights { Weights = weights, MostMilliseconds = 5 }, 50);
        for (var i = 0; i < 51; i++)
            Assert.Equal(expected.Next(RequestKind.Press), game.Plan.Next(RequestKind.Press));
        Assert.True(game.Plan.IsUsedUp);
    }

    [Theory]
    [InlineData("""{"service":"quick"}""", "invalidRequest")]
    [InlineData("""{"dialect":"sega"}""", "malformedJson")]
    [InlineData("""{"dialect":"gym","plan":{"faults":[{"kind":"delay","milliseconds":-5}]}}""", "invalidRequest")]
    [InlineData("""{"dialect":"gym","recording":false}""", "invalidRequest")]
    public async Task Change_Bad_RefusedAndNothingChanged(string order, string code)
    {
        var game = fixture.Server.AddGame(GameDialect.Native);
        var (status, problem) = await SendAsync(HttpMethod.Patch, $"games/{game.Number}", order);
        Assert.Equal((400, code, GameDialect.Native), (status, (string?)problem["code"], game.Dialect));
    }

    private async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(fixture.Server.Address, $"control/{path}"));
        if (body is not null)
            request.Content = new StringContent(body);
        using var answer = await fixture.Client.SendAsync(request);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
