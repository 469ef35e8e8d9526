using ActorInput.Actors.Buffering;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Hosting;

/// <summary>Makes the actors of a node and shows them to each other.</summary>
internal sealed class NodeWiring(ActorInputOptions options, IServiceProvider provider)
{
    public const string ShardTypeName = "emulators";

    private readonly FleetView _fleet = provider.GetRequiredService<FleetView>();
    private readonly FenceGate _gate = provider.GetRequiredService<FenceGate>();
    private readonly TimeProvider _time = provider.GetRequiredService<TimeProvider>();

    public EmulatorExtractor Extractor { get; } = new(options.Shards);

    public ShardOptions ShardOptions { get; } = new()
    {
        Role = NodeRoles.Emulator,
        StateStoreMode = StateStoreMode.DData,
        PassivateIdleEntityAfter = TimeSpan.Zero, // An emulator owns a slot and a game: it never goes because nobody plays.
        HandOffStopMessage = StopEmulator.Instance,
    };

    public void StartPool(ActorSystem system, IActorRegistry registry)
    {
        var metrics = provider.GetRequiredService<ActorInputMetrics>();
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        Func<int, int, Props> server = (number, games) =>
            Props.Create(() => new EmulatorServerActor(number, games, options.Pool, http, _time));
        var pool = system.ActorOf(Props.Create(() => new PoolSupervisor(options.Pool, metrics, _time, _fleet, server)), "pool");
        system.RegisterOnTermination(http.Dispose);
        registry.Register<NodePool>(pool);
    }

    /// <summary>The props of owners. What they share is gathered at the first one: by then all of it is there.</summary>
    public Func<string, Props> EmulatorProps(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver)
    {
        var shared = new Lazy<EmulatorActorServices>(() => Shared(system, registry));
        return entity => EmulatorActor.Props(entity, shared.Value);
    }

    public void StartRouting(ActorSystem system, IActorRegistry registry)
    {
        var region = registry.Get<ShardedEmulators>();
        IReadOnlyList<EmulatorId> own = [.. options.Emulators.Select(EmulatorId.Parse)];
        var router = system.ActorOf(
            Props.Create(() => new EmulatorRouter(_fleet, region, options.Router, _time, (located, owner) => new RemotingLink(system, located), sender => false)), "emulators");
        registry.Register<EmulatorRegion>(router);
        registry.Register<FleetKeeper>(system.ActorOf(Props.Create(() => new FleetActor(_fleet, own, region, emulator => false, NodeRoles.Emulator)), "fleet"));
        if (options.HasRole(NodeRoles.Emulator))
            system.ActorOf(Props.Create(() => new FenceActor(_gate, options.Fence, _time, NodeRoles.Emulator)), FenceActor.Name);
    }

    private EmulatorActorServices Shared(ActorSystem system, IActorRegistry registry)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        return new EmulatorActorServices(
            options,
            provider.GetRequiredService<IEmulatorSessionFactory>(),
            provider.GetRequiredService<WindowTimer>(),
            provider.GetRequiredService<ActorInputMetrics>(),
            _time,
            system.Materializer(),
            Logging.GetLogger(system, "emulators"),
            registry.Get<NodePool>(),
            cluster.SelfAddress.ToString())
        {
            NodeUid = cluster.SelfUniqueAddress.Uid,
            Fleet = registry.Get<FleetKeeper>(),
            Router = registry.Get<EmulatorRegion>(),
            Handovers = new MissingHandoverStore(),
            Gate = _gate,
            HasPeers = () => cluster.State.Members.Any(member =>
                member.Status == MemberStatus.Up && member.HasRole(NodeRoles.Emulator) && !member.UniqueAddress.Equals(cluster.SelfUniqueAddress)),
        };
    }
}
