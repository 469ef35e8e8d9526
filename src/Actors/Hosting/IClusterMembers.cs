using Akka.Actor;

namespace ActorInput.Actors.Hosting;

/// <summary>The nodes of the cluster as this node sees them. Thread-safe.</summary>
internal interface IClusterMembers
{
    /// <summary>Whether this node has joined.</summary>
    bool IsUp { get; }

    /// <summary>All members with their last load reports, in the order of their addresses; empty before this node has joined.</summary>
    IReadOnlyList<NodeStatus> Read();

    /// <summary>The actors at <c>/user/{name}</c> of the other members that are up and can be reached.</summary>
    /// <param name="name">The actors' name.</param>
    IReadOnlyList<ICanTell> Others(string name);
}
