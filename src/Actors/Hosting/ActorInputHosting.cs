using ActorInput.Actors.Balancing;
using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Wire;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Hosting;

/// <summary>Adds a node of ActorInput to a host.</summary>
public static class ActorInputHosting
{
    /// <summary>
    /// Adds an actor system that joins the cluster. Its actor registry has the router to all emulators (<see cref="EmulatorRouter"/>). With the role
    /// <see cref="NodeRoles.Emulator"/> the node also has a pool supervisor (<see cref="NodePool"/>) and emulators.
    /// <code>
    /// services.AddActorInput(options);
    /// // later, injected: IRequiredActor&lt;EmulatorRouter&gt; emulators
    /// await emulators.ActorRef.Ask&lt;InputReply&gt;(new SendInput(EmulatorId.Parse("emu-1"), InputSequence.Parse("A B")), timeout);
    /// </code>
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The node's options.</param>
    /// <param name="configure">Your own settings of the actor system; applied last, so that they override ours.</param>
    /// <exception cref="OptionsValidationException">Options are out of range; the message lists all problems, one a line.</exception>
    public static IServiceCollection AddActorInput(
        this IServiceCollection services, ActorInputOptions options, Action<AkkaConfigurationBuilder, IServiceProvider>? configure = null)
    {
        services.AddActorInputServices(options);
        return services.AddAkka(options.ClusterName, (builder, provider) =>
        {
            builder.WithActorInput(options, provider);
            configure?.Invoke(builder, provider);
        });
    }

    /// <summary>The services that <see cref="WithActorInput"/> needs from the host.</summary>
    internal static void AddActorInputServices(this IServiceCollection services, ActorInputOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new OptionsValidationException(ActorInputOptions.Section, typeof(ActorInputOptions), problems);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<ActorInputMetrics>();
        services.TryAddSingleton<WindowTimer>();
        services.TryAddSingleton<IEmulatorSessionFactory>(provider => new EmulatorSessionFactory(
            options.Emulator.Session.KeepAlive, provider.GetRequiredService<TimeProvider>(), options.Emulator.Session.MaxConnectionsPerServer));
        services.AddSingleton<FleetView>();
        services.AddSingleton<NodePeers>();
        services.AddSingleton<IClusterMembers, ClusterMembers>();
        services.AddBalancing();
        services.AddSingleton(provider => new FenceGate(provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Sets up the whole actor system of a node.</summary>
    internal static AkkaConfigurationBuilder WithActorInput(this AkkaConfigurationBuilder builder, ActorInputOptions options, IServiceProvider provider)
    {
        builder
            .AddHocon(EmbeddedHocon.Load(), HoconAddMode.Append)
            .WithRemoting(new RemoteOptions
            {
                HostName = options.ClusterBind ?? options.ClusterHost,
                PublicHostName = options.ClusterHost,
                Port = options.ClusterPort,
            })
            .WithWire(options.Tls)
            .WithClustering(new ClusterOptions { Roles = [.. NodeRoles.All.Where(options.HasRole)] });
        var node = new NodeWiring(options, provider);
        if (options.HasRole(NodeRoles.Emulator))
            builder.WithActors(node.StartFence).WithActors(node.StartPool).WithCheckpoints(options.Checkpoints).WithActors(node.StartOwners);
        else
            builder.WithShardRegionProxy<ShardedEmulators>(NodeWiring.ShardTypeName, NodeRoles.Emulator, node.Extractor).WithCheckpointForwarding();
        // The node joins last, so that no message of another node comes before all actors exist.
        return builder
            .WithActors(node.StartRouting)
            .WithActors((system, _) => system.ActorOf(Props.Create(() => new MemberWatch()), "members"))
            .WithLeases(options.HasRole(NodeRoles.Emulator), options.Lease, provider.GetRequiredService<FleetView>(), provider.GetRequiredService<TimeProvider>())
            .AddStartup((system, _) => ClusterJoining.JoinAsync(system, options, provider.GetRequiredService<TimeProvider>()));
    }
}
