using System.Security.Cryptography;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

public sealed class NativeSessionTests : EmulatorSessionContract
{
    private readonly NativeScript _server = new();

    protected override ScriptedServer Server => _server;

    [Fact]
    public async Task Open_Native_TakesTheGameOver()
    {
        using var session = await OpenAsync(5);

        Assert.Equal(new SessionInfo("actorinput", 5, "DEMO", "life-1", OrderedResults: true) { Identity = new GameIdentity(new string('a', 64), "mGBA", "0.10.1") }, session.Info);
        Assert.Null(session.FirstUnsupported(Inputs("A+B:12 WAIT:3")[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"core\":\"mGBA 0.10.1\",")]
    [InlineData("\"core\":{\"name\":\"mGBA\"},")]
    [InlineData("\"core\":{\"name\":\"\",\"version\":\"1\"},")]
    public async Task Open_ServerThatDoesNotTellItsCore_HasNoIdentity(string core)
    {
        _server.Core = core;
        using var session = await OpenAsync();
        Assert.Null(session.Info.Identity);
        Assert.Equal("DEMO", session.Info.Cartridge);
    }

    [Theory]
    [InlineData("\"stateCheck\":{\"status\":\"failed\",\"frames\":9,\"detail\":\"memory differs\"},", "memory differs")]
    [InlineData("\"stateCheck\":{\"status\":\"failed\"},", "it does not say what differs")]
    [InlineData("\"stateCheck\":{\"status\":\"passed\",\"frames\":400,\"detail\":\"all is well\"},", null)]
    [InlineData("\"stateCheck\":{\"status\":\"running\",\"frames\":0},", null)]
    [InlineData("\"stateCheck\":\"failed\",", null)]
    [InlineData("", null)]
    public async Task Open_ServerWhoseStateCheckHasAResult_TellsWhatFailed(string check, string? problem)
    {
        _server.StateCheck = check;
        using var session = await OpenAsync();
        Assert.Equal(problem, session.Info.StateProblem);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("")]
    [InlineData("zz")]
    public async Task Open_HashThatIsNone_HasNoIdentity(string hash)
    {
        _server.CartridgeSha256 = hash;
        using var session = await OpenAsync();
        Assert.Null(session.Info.Identity);
    }

    [Fact]
    public async Task LoadState_OfAnotherGame_IsForeignState()
    {
        using var session = await OpenAsync();
        _server.RefusesStates = true;
        var failure = (await session.LoadStateAsync(new byte[] { 1, 2 }, default)).Failure!;
        Assert.Equal(ReplyCode.ForeignState, failure.Code);
        Assert.Contains("belongs to another cartridge", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ExactFrames_ReachTheServerAsTheyAre()
    {
        using var session = await OpenAsync();
        Assert.Null(session.FirstUnsupported(Inputs("A:2/0 [RIGHT]+B")[0]));

        await CheckAsync(session, "A:2/0 B/5", "[RIGHT]+B*2");

        Assert.Equal("A:2/0 B/5 B+[RIGHT] B+[RIGHT]", Server.Seen);
    }

    [Theory]
    [InlineData("A:2/0", "A:2/0")]
    [InlineData("A:2 B/5", "B/5")]
    [InlineData("A [RIGHT]", "[RIGHT]")]
    public async Task FirstUnsupported_ServerThatDoesNotAnnounceExactFrames_NamesIt(string input, string token)
    {
        _server.Features = """["orderedResults","chords","holds","frameTiming","epochs"]""";
        using var session = await OpenAsync();

        Assert.Equal(token, session.FirstUnsupported(Inputs(input)[0]));
        Assert.Null(session.FirstUnsupported(Inputs("A:2 A+B")[0]));
    }

    [Fact]
    public async Task Send_GameBreaksMidway_EachInputTold()
    {
        using var session = await OpenAsync();
        _server.BreaksAfter = 3;

        var ticket = await CheckAsync(session, "A B", "UP DOWN", "START");

        Assert.Equal([2, 1, 0], ticket.Applied);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)] // As many as the other inputs of the largest batch that is allowed by default.
    public async Task Send_Overtaken_AppliedOnceWithoutAFailure(int times)
    {
        using var session = await OpenAsync();
        _server.Overtakes = times;
        var ticket = session.Prepare(Inputs("A"));

        Assert.Equal(SendStatus.Answered, await session.SendAsync(ticket, default));

        Assert.Null(ticket.Failure);
        Assert.Equal("A", Server.Seen);
    }

    [Fact]
    public async Task Send_OtherOwner_NotSentAsStale()
    {
        using var session = await OpenAsync();
        _server.TakeOver();

        var ticket = session.Prepare(Inputs("A"));

        Assert.Equal(SendStatus.NotSent, await session.SendAsync(ticket, default));
        Assert.Equal(ReplyCode.StaleEpoch, ticket.Failure?.Code);
        Assert.Empty(Server.Ledger);
    }

    [Fact]
    public async Task Send_GameStartedAnew_NotSentAsEnded()
    {
        using var session = await OpenAsync();
        _server.StartAnew();

        var ticket = session.Prepare(Inputs("A"));

        Assert.Equal(SendStatus.NotSent, await session.SendAsync(ticket, default));
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
        Assert.Empty(Server.Ledger);
    }

    [Fact]
    public async Task Send_Refused_NotSentAsInvalid()
    {
        using var session = await OpenAsync();

        var ticket = session.Prepare(Inputs("A*999"));

        Assert.Equal(SendStatus.NotSent, await session.SendAsync(ticket, default));
        Assert.Equal(ReplyCode.InvalidRequest, ticket.Failure?.Code);
        Assert.Contains("999 steps", ticket.Failure!.Detail, StringComparison.Ordinal);
        await CheckAsync(session, "B");
    }

    [Theory]
    [InlineData(ServerFault.ResetAfter)]
    [InlineData(ServerFault.Truncated)]
    [InlineData(ServerFault.Garbage)]
    [InlineData(ServerFault.Error503Before)]
    public async Task Resolve_ClaimAnswerLost_SameClaimAgain(ServerFault fault)
    {
        using var session = await OpenAsync();
        var epoch = session.Info.Epoch;
        Server.Fail(ServerFault.ResetAfter);
        Server.FailQuestions(fault, fault);

        var ticket = await CheckAsync(session, "A B");

        Assert.Equal([2], ticket.Applied);
        Assert.Equal(epoch + 1, session.Info.Epoch);
        await CheckAsync(session, "UP");
    }

    [Fact]
    public async Task Resolve_OtherOwner_FalseAndNotKnown()
    {
        using var session = await OpenAsync();
        Server.Fail(ServerFault.ResetAfter);
        var ticket = session.Prepare(Inputs("A"));
        await session.SendAsync(ticket, default);
        _server.TakeOver();

        Assert.False(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.StaleEpoch, ticket.Failure?.Code);
    }

    [Fact]
    public async Task Resolve_GameStartedAnew_NotKnownForGood()
    {
        using var session = await OpenAsync();
        Server.Fail(ServerFault.ResetAfter);
        var ticket = session.Prepare(Inputs("A", "B"));
        await session.SendAsync(ticket, default);
        _server.StartAnew();

        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([SendTicket.NotKnown, SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.SessionEnded, ticket.Failure?.Code);
        Assert.Contains("started anew", ticket.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_MoreInputsThanOneClaimAsksFor_AllKnown()
    {
        using var session = await OpenAsync();
        Server.Fail(Enumerable.Repeat(ServerFault.ResetAfter, 3));
        var tickets = Enumerable.Range(0, 3).Select(_ => session.Prepare([.. Enumerable.Repeat(Inputs("A")[0], 500)])).ToArray();
        foreach (var ticket in tickets)
            Assert.Equal(SendStatus.Unanswered, await session.SendAsync(ticket, default));

        Assert.True(await session.ResolveAsync(tickets, default));

        Assert.All(tickets, ticket => Assert.All(ticket.Applied, applied => Assert.Equal(1, applied)));
        Assert.Equal(1_500, Server.Ledger.Count);
        await CheckAsync(session, "B");
    }

    [Fact]
    public async Task Read_Everything_AsTheServerTells()
    {
        using var session = await OpenAsync();

        var state = (await session.GetStateAsync(default)).Value!;
        var saved = (await session.SaveStateAsync(default)).Value!;
        var loaded = await session.LoadStateAsync(new byte[] { 4, 5, 6, 7 }, default);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), state.StateHash);
        Assert.Equal([1, 2, 3], saved);
        Assert.Equal(session.Info, loaded.Value);
        Assert.Equal([4, 5, 6, 7], _server.State);
        Assert.Equal([0x89, 0x50], (await session.GetScreenAsync(default)).Value);
        Assert.Equal([0x5a, 0x5a, 0x5a], (await session.ReadMemoryAsync(new MemoryRange(0xC100, 3), default)).Value);
        Assert.Equal(ReplyCode.InvalidRequest, (await session.ReadMemoryAsync(new MemoryRange(0xFFFF, 3), default)).Failure?.Code);
        Assert.Equal(session.Info, (await session.ResetAsync(default)).Value);
        await CheckAsync(session, "A");
    }
}
