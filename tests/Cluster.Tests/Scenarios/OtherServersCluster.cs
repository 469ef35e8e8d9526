using ActorInput.Cluster.Tests.Harness;
using ActorInput.Faults;
using ActorInput.Faults.Games;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>
/// Three nodes whose games are on servers that no node started, so that they outlive nodes: four games on our emulator server for each node, and one
/// on a server that speaks like a pokemon-gym, which knows no epochs, presses whatever it gets, and records it.
/// </summary>
public sealed class OtherServersCluster : IAsyncLifetime
{
    /// <summary>Name of the collection.</summary>
    public const string Tests = "three nodes, other servers";

    private const int NativeEach = 4;
    private static readonly string[] Names = ["a", "b", "c"];
    private GameServers? _native;
    private FaultyServer? _gym;

    public OtherServersCluster() => Cluster = new TestCluster { OtherLedgers = GymLedger };

    internal TestCluster Cluster { get; }

    public async Task InitializeAsync()
    {
        _native = await GameServers.StartAsync(NativeEach * Names.Length, Path.Combine(Cluster.Folder, "games"));
        _gym = await FaultyServer.StartAsync();
        await Cluster.StartAsync([.. Names.Select((name, i) => new NodePlan
        {
            Name = name,
            Emulators = NodePlan.Names(name, NativeEach + 1),
            StaticSlots = [.. _native.Games.Skip(i * NativeEach).Take(NativeEach), _gym.AddGame(GameDialect.Gym).Address.ToString()],
        })]);
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        if (_gym is not null)
            await _gym.DisposeAsync();
        if (_native is not null)
            await _native.DisposeAsync();
    }

    /// <summary>The steps in the server's own record, as the demo cartridge would have written them into its ledger.</summary>
    private Ledger GymLedger(string address)
    {
        var truth = _gym!.Games.Single(game => address.TrimEnd('/') == game.Address.ToString().TrimEnd('/')).Truth;
        Assert.Single(truth.Lives);
        return truth.Steps.Aggregate(Ledger.Fresh, (ledger, step) => ledger.After((byte)(1 << Array.IndexOf(DemoButtons, step.Text))));
    }

    // In the order of the ledger's bits, from the lowest.
    private static readonly string[] DemoButtons = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];

    /// <summary>The cluster shared by the classes of <see cref="Tests"/>.</summary>
    [CollectionDefinition(Tests)]
    public sealed class Collection : ICollectionFixture<OtherServersCluster>;
}
