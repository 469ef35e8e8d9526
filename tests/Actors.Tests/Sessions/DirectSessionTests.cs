using System.Text;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

public sealed class DirectSessionTests : EmulatorSessionContract
{
    private readonly DirectScript _server = new();

    protected override ScriptedServer Server => _server;

    protected override bool CanResolve => false;

    protected override bool HasWaits => false;

    [Fact]
    public async Task Open_Direct_SaysSo()
    {
        using var session = await OpenAsync(3);

        Assert.Equal(new SessionInfo("direct", 3, null, null, OrderedResults: false), session.Info);
    }

    [Fact]
    public async Task FirstUnsupported_MoreThanPlainButtons_NamesIt()
    {
        using var session = await OpenAsync();

        Assert.Equal("WAIT:3", session.FirstUnsupported(Inputs("A WAIT:3")[0]));
        Assert.Equal("A+B", session.FirstUnsupported(Inputs("A+B")[0]));
        Assert.Equal("A/0", session.FirstUnsupported(Inputs("A A/0")[0]));
        Assert.Equal("[UP]", session.FirstUnsupported(Inputs("UP [UP]")[0]));
        Assert.Equal("A:12", session.FirstUnsupported(Inputs("A:12")[0]));
        Assert.Null(session.FirstUnsupported(Inputs("A*3 UP")[0]));
    }

    [Fact]
    public async Task Send_LostMidway_OnlyThatInputUnknown()
    {
        using var session = await OpenAsync();
        Server.Fail(ServerFault.None, ServerFault.ResetAfter);
        var ticket = session.Prepare(Inputs("A B", "UP", "START"));

        Assert.Equal(SendStatus.Unanswered, await session.SendAsync(ticket, default));
        Assert.True(await session.ResolveAsync([ticket], default));

        Assert.Equal([2, SendTicket.NotKnown, 0], ticket.Applied);
        Assert.Equal("A B UP", Server.Seen);
    }

    [Fact]
    public async Task LoadState_Bytes_SentAsTheFormThatTheClientSent()
    {
        using var session = await OpenAsync();

        Assert.NotNull((await session.LoadStateAsync("ABC"u8.ToArray(), default)).Value);

        Assert.StartsWith("multipart/form-data; boundary=", _server.CheckpointType, StringComparison.Ordinal);
        Assert.Contains("name=\"checkpoint\"", _server.Checkpoint, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nABC\r\n--", _server.Checkpoint, StringComparison.Ordinal);
        Assert.Equal("{\"money\":3}", Encoding.UTF8.GetString((await session.GetStateAsync(default)).Value!.Json.Span));
        Assert.NotNull((await session.ResetAsync(default)).Value);
        Assert.Equal(ReplyCode.NotSupported, (await session.GetScreenAsync(default)).Failure?.Code);
    }
}
