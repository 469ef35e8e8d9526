using ActorInput.Actors.Balancing;
using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Lane;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Load;
using ActorInput.Actors.Placement;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Hosting;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Hosting;

/// <summary>Creates the actors of a node and connects them.</summary>
internal sealed class NodeWiring(ActorInputOptions options, IServiceProvider provider)
{
    public const string ShardTypeName = "emulators";

    /// <summary>In actorinput.conf.</summary>
    private const string Dispatcher = "actorinput.dispatcher";

    private readonly FleetView _fleet = provider.GetRequiredService<FleetView>();
    private readonly FenceGate _gate = provider.GetRequiredService<FenceGate>();
    private readonly ClusterLoad _load = provider.GetRequiredService<ClusterLoad>();
    private readonly NodeLoad _node = provider.GetRequiredService<NodeLoad>();
    private readonly TimeProvider _time = provider.GetRequiredService<TimeProvider>();

    public EmulatorExtractor Extractor { get; } = new(options.Shards);

    public void StartFence(ActorSystem system, IActorRegistry registry)
    {
        if (options.Fence.Problem(system.Settings.Config) is { } problem)
            throw new OptionsValidationException(ActorInputOptions.Section, typeof(ActorInputOptions), [problem]);
        system.ActorOf(Props.Create(() => new FenceActor(_gate, options.Fence, _time, NodeRoles.Emulator)), FenceActor.Name);
    }

    public void StartPool(ActorSystem system, IActorRegistry registry)
    {
        var metrics = provider.GetRequiredService<ActorInputMetrics>();
        var peers = provider.GetRequiredService<NodePeers>();
        peers.Watch(system);
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        Func<int, int, Props> server = (number, games) =>
            Props.Create(() => new EmulatorServerActor(number, games, options.Pool, http, _time));
        var self = Akka.Cluster.Cluster.Get(system).SelfAddress.ToString();
        Func<int, int, string> room = (total, free) => _load.DescribeRoom(self, total, free);
        var pool = system.ActorOf(Props.Create(() => new PoolSupervisor(options.Pool, metrics, _time, _fleet, server, () => peers.Any, room)), "pool");
        system.RegisterOnTermination(http.Dispose);
        registry.Register<NodePool>(pool);
    }

    /// <summary>Starts sharding on this node. Akka.Hosting's own method has no parameter for the allocation strategy.</summary>
    public void StartOwners(ActorSystem system, IActorRegistry registry)
    {
        // The services that owners share are looked up for the first owner; they all exist by then.
        var shared = new Lazy<EmulatorActorServices>(() => Shared(system, registry));
        var settings = ClusterShardingSettings.Create(system).WithRole(NodeRoles.Emulator).WithStateStoreMode(StateStoreMode.DData);
        var strategy = new SlotAllocationStrategy(_load, _fleet, options.Placement, Akka.Cluster.Cluster.Get(system).SelfAddress);
        registry.Register<ShardedEmulators>(ClusterSharding.Get(system).Start(
            ShardTypeName, entity => EmulatorActor.Props(entity, shared.Value).WithDispatcher(Dispatcher), settings, Extractor, strategy, StopEmulator.Instance));
    }

    public void StartRouting(ActorSystem system, IActorRegistry registry)
    {
        var region = registry.Get<ShardedEmulators>();
        IReadOnlyList<EmulatorId> own = [.. options.Emulators.Select(EmulatorId.Parse)];
        // The lane delivers messages to the router, and the router links to other nodes over the lane.
        var nodes = new LaneNodes(Akka.Cluster.Cluster.Get(system));
        var router = system.ActorOf(Props.Create(() => new EmulatorRouterActor(_fleet, region, options.Router, _time, nodes)), "emulators");
        var lane = nodes.Lane = LaneHub.Start((ExtendedActorSystem)system, options.ForLane, _time, router.Tell);
        system.RegisterOnTermination(() => _ = lane.DisposeAsync().AsTask());
        registry.Register<EmulatorRouter>(router);
        registry.Register<FleetKeeper>(system.ActorOf(Props.Create(() => new FleetActor(_fleet, own, region, IsOwned, NodeRoles.Emulator)), "fleet"));
        var pool = registry.TryGet<NodePool>(out var found) ? found : ActorRefs.Nobody;
        system.ActorOf(Props.Create(() => new LoadReporter(options.Balancing.ReportInterval, _node, _load, pool, _time, options.HttpAddress)), LoadReporter.Name);
        BalancingHosting.StartBalancer(system, registry, options.Balancing, provider);
    }

    /// <summary>Whether this node or another reachable node owns the emulator.</summary>
    private bool IsOwned(EmulatorId emulator) => _node.Has(emulator) || (_load.Find(emulator) is { } place && _load.AgeOf(place.Node) < options.Balancing.StaleAfter);

    private EmulatorActorServices Shared(ActorSystem system, IActorRegistry registry)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        var peers = provider.GetRequiredService<NodePeers>();
        return new EmulatorActorServices(
            options.ForEmulators,
            provider.GetRequiredService<IEmulatorSessionFactory>(),
            provider.GetRequiredService<WindowTimer>(),
            provider.GetRequiredService<ActorInputMetrics>(),
            _time,
            ActorMaterializer.Create(system, ActorMaterializerSettings.Create(system).WithDispatcher(Dispatcher)),
            Logging.GetLogger(system, typeof(EmulatorActor)),
            registry.Get<NodePool>(),
            cluster.SelfAddress.ToString())
        {
            NodeUid = cluster.SelfUniqueAddress.Uid,
            Fleet = registry.Get<FleetKeeper>(),
            Router = registry.Get<EmulatorRouter>(),
            Handovers = new CheckpointHandoverStore(registry.Get<NodeCheckpoints>(), _time),
            Checkpoints = registry.Get<NodeCheckpoints>(),
            Load = _node,
            Gate = _gate,
            HasPeers = () => peers.Any,
            LeaseBroker = LeaseHosting.BrokerOf(registry),
        };
    }
}
