using ActorInput.Actors.Hosting;
using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Takes the place of the cluster.</summary>
internal sealed class FakeMembers : IClusterMembers
{
    /// <summary>All nodes.</summary>
    public IReadOnlyList<NodeStatus> Nodes { get; set; } = [];

    /// <summary>The balancers of other nodes.</summary>
    public IReadOnlyList<ICanTell> Balancers { get; set; } = [];

    public bool IsUp { get; set; } = true;

    public IReadOnlyList<NodeStatus> Read() => Nodes;

    public IReadOnlyList<ICanTell> Others(string name) => name == "balancer" ? Balancers : [];
}
