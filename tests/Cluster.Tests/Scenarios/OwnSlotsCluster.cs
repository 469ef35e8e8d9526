using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>Three nodes with four games each in emulator servers of their own. Tests that share it must leave three nodes that answer.</summary>
public sealed class OwnSlotsCluster : IAsyncLifetime
{
    /// <summary>Name of the collection.</summary>
    public const string Tests = "three nodes, own slots";

    internal TestCluster Cluster { get; } = new();

    public Task InitializeAsync() => Cluster.StartAsync(TestCluster.ThreeNodes());

    public Task DisposeAsync() => Cluster.DisposeAsync().AsTask();

    /// <summary>The cluster shared by the classes of <see cref="Tests"/>.</summary>
    [CollectionDefinition(Tests)]
    public sealed class Collection : ICollectionFixture<OwnSlotsCluster>;
}
