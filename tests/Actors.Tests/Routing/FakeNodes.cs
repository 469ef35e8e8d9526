using ActorInput.Actors.Routing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Routing;

/// <summary>Nodes of one process, each with a router of its own.</summary>
internal sealed class FakeNodes(ActorSystem system, string self, Func<string, IActorRef> routerOf) : IRouterNodes
{
    public bool IsSelf(Located located) => located.Node == self;

    public bool IsMember(Located located) => true;

    public INodeLink Connect(Located located, IActorRef router) => new FakeLink(system, router, routerOf(located.Node));

    public ISet<EmulatorId>? ReturnedTo(IActorRef sender) => FakeLink.ReturnedTo(sender);
}
