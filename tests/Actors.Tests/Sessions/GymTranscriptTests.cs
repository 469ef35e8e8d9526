using System.Text.Json;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

public sealed class GymTranscriptTests : IAsyncLifetime
{
    private readonly TranscriptServer _server = new();
    private readonly EmulatorSessionFactory _factory = new(TimeSpan.FromSeconds(60));

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync()
    {
        _factory.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Session_RealAnswers_PlaysAndNoticesTheEnd()
    {
        using var session = (await _factory.OpenAsync(_server.Address, new SessionOptions(), 1, default)).Value!;

        Assert.Equal("gameplay_sessions/session_20261124_044938", session.Info.Game);
        await SendAsync(session, SendStatus.Answered, "A");
        await SendAsync(session, SendStatus.Answered, "UP RIGHT", "B", "WAIT:30");

        var state = (await session.GetStateAsync(default)).Value!;
        using (var json = JsonDocument.Parse(state.Json))
        {
            Assert.Equal(4, json.RootElement.GetProperty("steps_taken").GetInt32());
            Assert.Equal("AURB", json.RootElement.GetProperty("dialog").GetString());
            Assert.False(json.RootElement.TryGetProperty("screenshot_base64", out _));
        }

        Assert.Equal(70_696 / 4 * 3, (await session.GetScreenAsync(default)).Value?.Length);

        // Somebody stops the game.
        using var http = new HttpClient();
        (await http.PostAsync(new Uri(_server.Address + "/stop"), null)).EnsureSuccessStatusCode();
        (await http.PostAsync(new Uri(_server.Address + "/stop"), null)).EnsureSuccessStatusCode();
        var ticket = await SendAsync(session, SendStatus.NotSent, "A");
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
    }

    private static async Task<SendTicket> SendAsync(IEmulatorSession session, SendStatus expected, params string[] texts)
    {
        var ticket = session.Prepare([.. texts.Select(text => InputSequence.Parse(text))]);
        Assert.Equal(expected, await session.SendAsync(ticket, default));
        var full = expected == SendStatus.Answered;
        Assert.All(ticket.Applied.Zip(ticket.Inputs), pair => Assert.Equal(full ? pair.Second.Count : 0, pair.First));
        return ticket;
    }
}
