namespace ActorInput.Actors.Tests.Sessions;

/// <summary>The contract against the pokemon-gym routes of our own server.</summary>
public sealed class RealGymSessionTests : EmulatorSessionContract
{
    protected override ScriptedServer Server { get; } = new RealServerFront("gym");

    [Fact]
    public async Task Open_RealGymRoutes_Gym()
    {
        using var session = await OpenAsync();

        Assert.Equal("gym", session.Info.Dialect);
        await CheckAsync(session, "A");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await session.GetScreenAsync(default)).Value?[..4]);
        Assert.Null((await session.ResetAsync(default)).Failure);
        await CheckAsync(session, "B");
    }
}
