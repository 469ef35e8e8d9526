using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>Two nodes that talk over TLS, each with one game and room for one. Tests that share it must leave it unchanged.</summary>
public sealed class GuardedCluster : IAsyncLifetime
{
    /// <summary>Name of the collection.</summary>
    public const string Tests = "two nodes, TLS";

    internal TestCluster Cluster { get; } = new();

    internal TestAuthority Authority { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Authority = new TestAuthority(Path.Combine(Cluster.Folder, "ours"));
        return Cluster.StartAsync([Plan("a", slots: 1), Plan("b", slots: 1)]);
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Authority.Dispose();
    }

    /// <summary>A node of this cluster with one game.</summary>
    internal NodePlan Plan(string name, int slots) =>
        new() { Name = name, Emulators = NodePlan.Names(name, 1), Slots = slots, Options = Authority.Options("127.0.0.1") };

    /// <summary>The cluster shared by the classes of <see cref="Tests"/>.</summary>
    [CollectionDefinition(Tests)]
    public sealed class Collection : ICollectionFixture<GuardedCluster>;
}
