using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>An agent's actor as a text; every node can find and watch the actor by it: <see cref="Contracts.Messages.AcquireLease.Agent"/>.</summary>
public static class AgentPath
{
    /// <summary>The actor's path, with its node's address and its uid: a later actor of the same name is another one.</summary>
    public static string Of(IActorRef agent) => Akka.Serialization.Serialization.SerializedActorPath(agent);

    /// <summary>The actor at the path; null when the text is not the path of an actor in a cluster of this name.</summary>
    internal static IActorRef? Resolve(string path, ActorSystem system) =>
        ActorPath.TryParse(path, out var parsed) && parsed.Address.System == system.Name
            ? ((ExtendedActorSystem)system).Provider.ResolveActorRef(path)
            : null;
}
