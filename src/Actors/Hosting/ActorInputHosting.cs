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

/// <summary>Puts a node of ActorInput into a host.</summary>
public static class ActorInputHosting
{
    /// <summary>
    /// Adds an actor system that joins the cluster, with the way to all emulators (<see cref="EmulatorRegion"/> in the actor registry), and, with
    /// the role <see cref="NodeRoles.Emulator"/>, this node's pool supervisor (<see cref="NodePool"/>) and its emulators.
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
        services.AddActorInputServices(options);
        return services.AddAkka(options.ClusterName, (builder, provider) =>
        {
            builder.WithActorInput(options, provider);
            configure?.Invoke(builder, provider);
        });
    }

    /// <summary>What <see cref="WithActorInput"/> needs of the host.</summary>
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

    /// <summary>The actor system of a node, all of it.</summary>
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
        // Nothing comes from other nodes before everything is in its place: the node joins last.
        return builder
            .WithActors(node.StartRouting)
            .WithActors((system, _) => system.ActorOf(Props.Create(() => new MemberWatch()), "members"))
            .WithLeases(options.HasRole(NodeRoles.Emulator), options.Lease, provider.GetRequiredService<FleetView>(), provider.GetRequiredService<TimeProvider>())
            .AddStartup((system, _) => ClusterJoining.JoinAsync(system, options, provider.GetRequiredService<TimeProvider>()));
    }
}
