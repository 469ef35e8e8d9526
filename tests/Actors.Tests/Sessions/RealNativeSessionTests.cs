using ActorInput.Actors.Sessions;
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
