using System.Net.Sockets;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;

namespace ActorInput.Faults.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task RefuseConnections_WhileClosed_RefusedThenServedAgain()
    {
        await using var server = await FaultyServer.StartAsync();
        using var client = new HttpClient();
        var game = new GameClient(server.AddGame(GameDialect.Native, FaultPlan.Of(Fault.None, Fault.RefuseConnections(1_500))), client);
        Assert.Equal(200, (await game.PressAsync(1, 1, "A")).Status);
        await game.AssertCutAsync("inputs", GameClient.Inputs(1, 2, "B"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => game.PressAsync(1, 2, "B"));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);

        var answered = false;
        for (var bound = new CancellationTokenSource(GameClient.Bound); !answered; bound.Token.ThrowIfCancellationRequested())
            answered = await Record.ExceptionAsync(() => game.PressAsync(1, 2, "UP")) is null;
        Assert.Equal("A UP", game.Applied);
    }

    [Fact]
    public async Task Dispose_WithHangingRequests_EndsThem()
    {
        var server = await FaultyServer.StartAsync();
        using var client = new HttpClient();
        var game = new GameClient(server.AddGame(GameDialect.Native, FaultPlan.Of(Fault.HangNever, Fault.HangThenApply(60_000))), client);
        var calls = new[] { game.AssertCutAsync("inputs", GameClient.Inputs(1, 1, "A")), game.AssertCutAsync("inputs", GameClient.Inputs(1, 2, "A")) };
        await Eventually.TrueAsync(() => game.Game.Counters.Requests == 2, "the requests did not arrive");
        await server.DisposeAsync();
        await Task.WhenAll(calls).WaitAsync(GameClient.Bound);
        Assert.Equal("", game.Applied);
    }

    [Fact]
    public async Task AddGame_Thousands_AreIndependent()
    {
        await using var server = await FaultyServer.StartAsync();
        using var client = new HttpClient();
        var games = Enumerable.Range(0, 5_000).Select(_ => server.AddGame(GameDialect.Native)).ToList();
        var last = new GameClient(games[^1], client);
        await last.PressAsync(1, 1, "A");
        Assert.Equal(5_000, server.Games.Count);
        Assert.Equal(1, games.Sum(game => game.Counters.Steps));
        Assert.Equal(5_000, games.Select(game => game.Life).Distinct(StringComparer.Ordinal).Count());
        Assert.True(server.RemoveGame(games[^1].Number));
        Assert.Equal(404, (await last.PressAsync(1, 2, "A")).Status);
    }

    [Theory]
    [InlineData("serial:4", 8, 32)]
    [InlineData("serial-server:4", 8, 64)]
    [InlineData("parallel:4", 8, 4)]
    public async Task Service_ManyAtOnce_TakesAtLeastItsTime(string service, int requests, double least)
    {
        await using var server = await FaultyServer.StartAsync(new FaultyServerOptions { Service = ServiceTime.Parse(service) });
        using var client = new HttpClient();
        var games = new[] { new GameClient(server.AddGame(GameDialect.Native), client), new GameClient(server.AddGame(GameDialect.Gym), client) };
        await games[1].CallAsync("initialize", "{}");
        var started = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, requests).SelectMany(_ => new[] { games[0].CallAsync("inputs", """{"inputs":["A"]}"""), games[1].ActAsync("a") }));
        Assert.True(started.Elapsed.TotalMilliseconds >= least, $"{requests} requests to each of two games took {started.Elapsed.TotalMilliseconds} ms");
        Assert.All(games, game => Assert.Equal(requests, game.Game.Truth.Steps.Count));
    }

    [Fact]
    public async Task RecordingOff_CountsAreKept_StepsAreNot()
    {
        await using var server = await FaultyServer.StartAsync(new FaultyServerOptions { Recording = false });
        using var client = new HttpClient();
        var game = new GameClient(server.AddGame(GameDialect.Native), client);
        var (_, body) = await game.PressAsync(1, 1, "A B*3 WAIT:5", "START, A\\u002bB:12*2", "A:2/0 [RIGHT]/5*2");
        Assert.Equal(
            """[{"sequence":1,"applied":5,"of":5,"frame":525},{"sequence":2,"applied":3,"of":3,"frame":919},{"sequence":3,"applied":3,"of":3,"frame":951}]""", body["results"]!.ToJsonString());
        Assert.Equal((1L, 3L, 11L), (game.Game.Counters.Requests, game.Game.Counters.Inputs, game.Game.Counters.Steps));
        Assert.Empty(game.Game.Truth.Steps);
        Assert.Equal(body.ToJsonString(), (await game.PressAsync(1, 1, "A B*3 WAIT:5", "START, A\\u002bB:12*2", "A:2/0 [RIGHT]/5*2")).Body.ToJsonString());
        Assert.Equal(11, game.Game.Counters.Steps);
    }

    [Theory]
    [InlineData("serial")]
    [InlineData("serial:-1")]
    [InlineData("parallel:x")]
    [InlineData("fast")]
    public void ServiceTime_Bad_SaysWhatIsAllowed(string text) =>
        Assert.Contains("serial-server:MS", Assert.Throws<FormatException>(() => ServiceTime.Parse(text)).Message, StringComparison.Ordinal);
}
