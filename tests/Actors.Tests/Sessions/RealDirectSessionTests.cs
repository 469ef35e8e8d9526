namespace ActorInput.Actors.Tests.Sessions;

/// <summary>The contract against the direct routes of our own server.</summary>
public sealed class RealDirectSessionTests : EmulatorSessionContract
{
    protected override ScriptedServer Server { get; } = new RealServerFront("direct");

    protected override bool CanResolve => false;

    protected override bool HasWaits => false;

    [Fact]
    public async Task Open_RealDirectRoutes_Direct()
    {
        using var session = await OpenAsync();

        Assert.Equal("direct", session.Info.Dialect);
        Assert.Null((await session.GetStateAsync(default)).Failure);
        Assert.Null((await session.LoadStateAsync(new byte[0x2000], default)).Failure);
        Assert.Null((await session.ResetAsync(default)).Failure);
    }
}
