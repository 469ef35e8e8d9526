using System.Text;
using System.Text.Json;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

public sealed class GymSessionTests : EmulatorSessionContract
{
    private readonly GymScript _server = new();

    protected override ScriptedServer Server => _server;

    [Fact]
    public async Task Open_NothingRuns_Initializes()
    {
        using var session = await OpenAsync(0);

        Assert.Equal(new SessionInfo("gym", 1, null, "gameplay_sessions/session_1", OrderedResults: false), session.Info);
        Assert.Equal("GET capabilities, GET status, POST initialize, GET status", Server.Asked);
        Assert.NotNull((await session.GetScreenAsync(default)).Value);
    }

    [Fact]
    public async Task Open_GameRuns_GoesOnWithIt()
    {
        _server.Initialize();
        _server.Steps = 41;
        using var session = await OpenAsync();

        Assert.DoesNotContain("POST initialize", Server.Asked, StringComparison.Ordinal);
        Assert.Equal(ReplyCode.NotSupported, (await session.GetScreenAsync(default)).Failure?.Code);
        await CheckAsync(session, "A");
        Assert.Equal([0x89, 0x50, 42], (await session.GetScreenAsync(default)).Value);
    }

    [Fact]
    public async Task FirstUnsupported_ChordOrHold_NamesIt()
    {
        using var session = await OpenAsync();

        Assert.Equal("A+B", session.FirstUnsupported(Inputs("A WAIT:3 A+B")[0]));
        Assert.Equal("A/0", session.FirstUnsupported(Inputs("A A/0")[0]));
        Assert.Equal("[UP]", session.FirstUnsupported(Inputs("UP [UP]")[0]));
        Assert.Equal("A:12", session.FirstUnsupported(Inputs("B A:12")[0]));
        Assert.Null(session.FirstUnsupported(Inputs("A WAIT:3 UP*4")[0]));
    }

    [Fact]
    public async Task Send_PressesOfSeveralInputs_OneActionAndSharedState()
    {
        using var session = await OpenAsync();
        Server.Requests.Clear();

        var ticket = await CheckAsync(session, "A B", "UP", "DOWN*2");

        Assert.True(ticket.SharesState);
        Assert.Equal("POST action", Server.Asked);
        Server.Requests.Clear();
        Assert.False((await CheckAsync(session, "A WAIT:5*3 WAIT:1", "WAIT:6 B")).SharesState);
        Assert.Equal("POST action, POST action, POST action, POST action", Server.Asked);
    }

    [Theory]
    [MemberData(nameof(QuickFaults))]
    public async Task Send_PlanFailsMidway_ExactPerInput(ServerFault fault)
    {
        using var session = await OpenAsync();
        Server.Fail(ServerFault.None, ServerFault.None, fault);

        var ticket = await CheckAsync(session, "A WAIT:5 B", "UP", "WAIT:7 A");

        Assert.InRange(ticket.Applied[0], 2, 3);
        await CheckAsync(session, "SELECT");
    }

    [Fact]
    public async Task Send_SessionTimeout_NotSentAsEnded()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");
        _server.IsExpired = true;

        var ticket = session.Prepare(Inputs("A B"));

        Assert.Equal(SendStatus.NotSent, await session.SendAsync(ticket, default));
        Assert.Equal([0], ticket.Applied);
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
        Assert.Equal("A", Server.Seen);
    }

    [Fact]
    public async Task Send_GameStopped_NotSentAsEnded()
    {
        using var session = await OpenAsync();
        _server.IsRunning = false;

        var ticket = session.Prepare(Inputs("A"));

        Assert.Equal(SendStatus.NotSent, await session.SendAsync(ticket, default));
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
        using var next = await OpenAsync(2);
        await CheckAsync(next, "B");
    }

    [Fact]
    public async Task Send_AnswerTellsOldStep_FoundOutByStatus()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");
        _server.TellsOldStep = true;

        var ticket = await CheckAsync(session, "A B");
        Assert.Equal([2], ticket.Applied);
    }

    [Fact]
    public async Task Resolve_StepsWentBack_NotKnownAsEnded()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");
        var ticket = await LoseAsync(session);
        _server.Steps = 0;

        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
    }

    [Fact]
    public async Task Resolve_StartedAnewWithTheStepsExpected_NotKnownAsEnded()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");
        var ticket = await LoseAsync(session);
        _server.Initialize();
        _server.Steps = 2;

        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
    }

    [Fact]
    public async Task Resolve_SomebodyElsePlays_NotKnown()
    {
        using var session = await OpenAsync();
        var ticket = await LoseAsync(session);
        _server.Steps += 3;

        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.Uncertain, ticket.Failure?.Code);
        await CheckAsync(session, "B");
    }

    [Fact]
    public async Task Resolve_GameStopped_NotKnownAsEnded()
    {
        using var session = await OpenAsync();
        var ticket = await LoseAsync(session);
        _server.IsRunning = false;

        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
    }

    [Fact]
    public async Task Resolve_SomeOfSideBySideApplied_NotKnown()
    {
        using var session = await OpenAsync();
        var tickets = new[] { session.Prepare(Inputs("A")), session.Prepare(Inputs("B")) };
        Server.Fail(ServerFault.ResetBefore, ServerFault.ResetAfter);
        var statuses = await Task.WhenAll(tickets.Select(ticket => session.SendAsync(ticket, default).AsTask()));
        Assert.All(statuses, status => Assert.Equal(SendStatus.Unanswered, status));

        Assert.True(await session.ResolveAsync(tickets, default));

        Assert.All(tickets, ticket => Assert.Equal([SendTicket.NotKnown], ticket.Applied));
        await CheckAsync(session, "B");
    }

    [Fact]
    public async Task GetState_AfterAction_StatusAndSceneWithoutPicture()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");

        var state = (await session.GetStateAsync(default)).Value!;

        using var json = JsonDocument.Parse(state.Json);
        Assert.Equal(1, json.RootElement.GetProperty("steps_taken").GetInt32());
        Assert.Equal(2.0, json.RootElement.GetProperty("score").GetDouble());
        Assert.Equal("PALLET TOWN", json.RootElement.GetProperty("location").GetString());
        Assert.DoesNotContain("screenshot", Encoding.UTF8.GetString(state.Json.Span), StringComparison.Ordinal);
        Assert.Null(state.StateHash);
    }

    [Fact]
    public async Task Reset_Running_StopsAndInitializes()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A");
        Server.Requests.Clear();

        var reset = await session.ResetAsync(default);

        Assert.Equal("gameplay_sessions/session_2", reset.Value?.Game);
        Assert.Equal("POST stop, POST initialize, GET status", Server.Asked);
        await CheckAsync(session, "B");
        Assert.Equal(ReplyCode.NotSupported, (await session.SaveStateAsync(default)).Failure?.Code);
        Assert.Equal(ReplyCode.NotSupported, (await session.LoadStateAsync(new byte[1], default)).Failure?.Code);
        Assert.Equal(ReplyCode.NotSupported, (await session.ReadMemoryAsync(new MemoryRange(0, 1), default)).Failure?.Code);
    }

    private async Task<SendTicket> LoseAsync(IEmulatorSession session)
    {
        Server.Fail(ServerFault.ResetAfter);
        var ticket = session.Prepare(Inputs("A B"));
        Assert.Equal(SendStatus.Unanswered, await session.SendAsync(ticket, default));
        return ticket;
    }
}
