using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;

namespace ActorInput.Faults.Tests;

/// <summary>A server and a client that the tests of a class share; each test adds games of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public FaultyServer Server { get; private set; } = null!;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    public async Task InitializeAsync() => Server = await FaultyServer.StartAsync();

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    internal GameClient Native(FaultPlan? plan = null, ServiceTime? service = null) =>
        new(Server.AddGame(GameDialect.Native, plan, service), Client);

    /// <summary>A pokemon-gym with a running game.</summary>
    internal async Task<GameClient> GymAsync(FaultPlan? plan = null, ServiceTime? service = null)
    {
        var game = new GameClient(Server.AddGame(GameDialect.Gym, plan, service), Client);
        using var answer = await game.PostAsync("initialize", "{}");
        Assert.Equal(200, (int)answer.StatusCode);
        return game;
    }
}
