using ActorInput.Actors.Buffering;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Hosting;

/// <summary>Puts a node of ActorInput into a host.</summary>
public static class ActorInputHosting
{
    /// <summary>Role of the nodes that own emulators.</summary>
    public const string EmulatorRole = "emulator";

    /// <summary>Role of the nodes that answer HTTP.</summary>
    public const string GatewayRole = "gateway";

    private const string ShardTypeName = "emulators";

    /// <summary>
    /// Adds an actor system with the shard region of emulators (<see cref="EmulatorRegion"/> in the actor registry) and this node's pool
    /// supervisor (<see cref="NodePool"/>), and starts this node's emulators.
    /// <code>
    /// services.AddActorInput(options);
    /// // later, injected: IRequiredActor&lt;EmulatorRegion&gt; emulators
    /// await emulators.ActorRef.Ask&lt;InputReply&gt;(new SendInput(EmulatorId.Parse("emu-1"), InputSequence.Parse("A B")), timeout);
    /// </code>
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The node's options.</param>
    /// <param name="configure">The user's own settings of the actor system; applied last, so that they win.</param>
    /// <exception cref="OptionsValidationException">Options are out of range; the message has all problems, a line each.</exception>
    public static IServiceCollection AddActorInput(
        this IServiceCollection services, ActorInputOptions options, Action<AkkaConfigurationBuilder, IServiceProvider>? configure = null)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new OptionsValidationException(ActorInputOptions.Section, typeof(ActorInputOptions), problems);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<ActorInputMetrics>();
        services.TryAddSingleton<WindowTimer>();
        services.TryAddSingleton<IEmulatorSessionFactory, EmulatorSessionFactory>();
        return services.AddAkka(options.ClusterName, (builder, provider) =>
        {
            builder
                .AddHocon(EmbeddedHocon.Load(), HoconAddMode.Append)
                .WithRemoting(new RemoteOptions { HostName = options.ClusterHost, PublicHostName = options.ClusterHost, Port = options.ClusterPort })
                .WithWire(options)
                .WithClustering(new ClusterOptions { Roles = [EmulatorRole, GatewayRole], SeedNodes = Seeds(options) })
                .WithPool(options, provider)
                .WithEmulators(options, provider)
                .AddStartup((system, registry) => StartFleet(system, registry, options));
            configure?.Invoke(builder, provider);
        });
    }

    private static AkkaConfigurationBuilder WithPool(this AkkaConfigurationBuilder builder, ActorInputOptions options, IServiceProvider provider) =>
        builder.WithActors((system, registry) =>
        {
            var metrics = provider.GetRequiredService<ActorInputMetrics>();
            var time = provider.GetRequiredService<TimeProvider>();
            var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            Func<int, int, Props> server = (number, games) =>
                Props.Create(() => new EmulatorServerActor(number, games, options.Pool, http, time));
            var pool = system.ActorOf(Props.Create(() => new PoolSupervisor(options.Pool, metrics, time, server)), "pool");
            system.RegisterOnTermination(http.Dispose);
            registry.Register<NodePool>(pool);
        });

    private static AkkaConfigurationBuilder WithEmulators(
        this AkkaConfigurationBuilder builder, ActorInputOptions options, IServiceProvider provider) =>
        builder.WithShardRegion<EmulatorRegion>(
            ShardTypeName,
            (system, registry, _) =>
            {
                var shared = new EmulatorActorServices(
                    options,
                    provider.GetRequiredService<IEmulatorSessionFactory>(),
                    provider.GetRequiredService<WindowTimer>(),
                    provider.GetRequiredService<ActorInputMetrics>(),
                    provider.GetRequiredService<TimeProvider>(),
                    system.Materializer(),
                    Logging.GetLogger(system, "emulators"),
                    registry.Get<NodePool>(),
                    Akka.Cluster.Cluster.Get(system).SelfAddress.ToString());
                return entity => EmulatorActor.Props(entity, shared);
            },
            new EmulatorExtractor(options.Shards),
            new ShardOptions
            {
                Role = EmulatorRole,
                StateStoreMode = StateStoreMode.DData,
                PassivateIdleEntityAfter = TimeSpan.Zero, // An emulator owns a slot and a game: it never goes because nobody plays.
                HandOffStopMessage = StopEmulator.Instance,
            });

    private static Task StartFleet(ActorSystem system, IActorRegistry registry, ActorInputOptions options)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (options.SeedNodes.Count == 0)
            cluster.Join(cluster.SelfAddress);
        var region = registry.Get<EmulatorRegion>();
        foreach (var emulator in options.Emulators)
            region.Tell(new StartEmulator(EmulatorId.Parse(emulator)), ActorRefs.NoSender);
        return Task.CompletedTask;
    }

    private static string[] Seeds(ActorInputOptions options) =>
        [.. options.SeedNodes.Select(seed => $"{WireHosting.Scheme(options)}://{options.ClusterName}@{seed}")];
}
