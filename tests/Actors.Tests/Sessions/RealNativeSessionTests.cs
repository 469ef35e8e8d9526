using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Sessions.Native;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>The contract against our own server as it is.</summary>
public sealed class RealNativeSessionTests : EmulatorSessionContract
{
    protected override ScriptedServer Server { get; } = new RealServerFront("actorinput");

    [Fact]
    public async Task Open_RealServer_Native()
    {
        using var session = await OpenAsync();

        Assert.Equal("actorinput", session.Info.Dialect);
        Assert.True(session.Info.OrderedResults);
        Assert.NotNull(session.Info.Game);
    }

    [Fact]
    public async Task Send_ChordsHoldsAndWaits_Applied()
    {
        using var session = await OpenAsync();
        var ticket = session.Prepare(Inputs("A+B:1 WAIT:2", "UP*3"));

        Assert.Equal(SendStatus.Answered, await session.SendAsync(ticket, default));
        Assert.Equal("A+B WAIT:1 WAIT:1 UP UP UP", Server.Seen);
    }

    /// <summary>An answer in another form would be understood too, by the JSON reader, only not as fast: nothing else would show it.</summary>
    [Fact]
    public async Task Inputs_RealServer_AnswersInTheFormThatIsReadFast()
    {
        using var session = await OpenAsync();
        var ticket = (NativeTicket)session.Prepare(Inputs("A", "UP*3 WAIT:2", "B+LEFT"));
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
            NativeInputs.Write(json, ticket, ids: null);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(new Uri(session.Address, "inputs"), content);
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.True(NativeInputsText.TryRead(bytes, ticket), Encoding.UTF8.GetString(bytes));
        Assert.Equal([1, 4, 1], ticket.Applied);
    }

    [Fact]
    public async Task Send_EmulatorTakenOver_StaleForTheFirst()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        var ticket = first.Prepare(Inputs("A"));

        Assert.Equal(SendStatus.NotSent, await first.SendAsync(ticket, default));
        Assert.Equal(ReplyCode.StaleEpoch, ticket.Failure?.Code);
        await CheckAsync(second, "B");
        Assert.Equal("B", Server.Seen);
    }

    [Fact]
    public async Task Everything_RealServer_Works()
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A B");

        var state = await session.GetStateAsync(default);
        var saved = await session.SaveStateAsync(default);
        await CheckAsync(session, "UP");
        var loaded = await session.LoadStateAsync(saved.Value, default);
        var after = await session.GetStateAsync(default);

        Assert.Null(loaded.Failure);
        Assert.Equal(64, state.Value?.StateHash?.Length);
        Assert.Equal(state.Value?.StateHash, after.Value?.StateHash);
        Assert.Equal([2], (await session.ReadMemoryAsync(new MemoryRange(0xC000, 1), default)).Value);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await session.GetScreenAsync(default)).Value?[..4]);
        Assert.Equal(session.Info, (await session.ResetAsync(default)).Value);
        Assert.Equal([0], (await session.ReadMemoryAsync(new MemoryRange(0xC000, 1), default)).Value);
        Assert.Equal(ReplyCode.InvalidRequest, (await session.LoadStateAsync(new byte[3], default)).Failure?.Code);
        await CheckAsync(session, "START");
    }
}
