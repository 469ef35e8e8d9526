using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Hosting;

/// <summary>Makes your own host an agent: a node of the cluster that owns no emulators and can send to all of them.</summary>
public static class AgentHosting
{
    /// <summary>
    /// Adds an actor system that joins the cluster as <see cref="NodeRoles.Agent"/>, and <see cref="EmulatorPool"/>. Your own actors can take
    /// <c>IRequiredActor&lt;EmulatorRouter&gt;</c>, <c>&lt;LeaseBroker&gt;</c>, <c>&lt;NodeBalancer&gt;</c> and <c>&lt;FleetKeeper&gt;</c>. When the
    /// host stops, services that were added later stop first, then the node leaves the cluster.
    /// <code>
    /// builder.Services.AddActorInputAgent(new ActorInputOptions { ClusterPort = 0, SeedNodes = ["127.0.0.1:4053"] });
    /// // later, injected: EmulatorPool pool
    /// await using var lease = await pool.AcquireAsync(TimeSpan.FromSeconds(10));
    /// </code>
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">
    /// The node's options. <see cref="ActorInputOptions.Roles"/> is set to <c>agent</c>. Cluster name, shards, limits and TLS must be the same as on
    /// the cluster's nodes.
    /// </param>
    /// <param name="configure">Your own actors and settings of the actor system; applied last, so that they override ours.</param>
    /// <exception cref="OptionsValidationException">Options are out of range or not allowed for an agent; the message lists all problems, one a line.</exception>
    public static IServiceCollection AddActorInputAgent(
        this IServiceCollection services, ActorInputOptions options, Action<AkkaConfigurationBuilder, IServiceProvider>? configure = null)
    {
        services.AddActorInputAgentServices(options);
        return services.AddAkka(options.ClusterName, (builder, provider) =>
        {
            builder.WithActorInputAgent(options, provider);
            configure?.Invoke(builder, provider);
        });
    }

    /// <summary>The part of <see cref="AddActorInputAgent"/> that is not the actor system: for a host that has an <c>AddAkka</c> of its own.</summary>
    /// <inheritdoc cref="AddActorInputAgent"/>
    public static IServiceCollection AddActorInputAgentServices(this IServiceCollection services, ActorInputOptions options)
    {
        options.Roles = [NodeRoles.Agent];
        if (options.SeedNodes.Count == 0 && options.DiscoveryService is null)
        {
            throw new OptionsValidationException(
                ActorInputOptions.Section,
                typeof(ActorInputOptions),
                [$"{nameof(options.SeedNodes)} is empty and {nameof(options.DiscoveryService)} is not set; an agent joins a cluster and forms none, so it needs one of both."]);
        }

        services.AddActorInputServices(options);
        return services.AddSingleton(provider =>
        {
            var system = provider.GetRequiredService<ActorSystem>();
            return new EmulatorPool(
                system, options.Agent, options.Limits, provider.GetRequiredService<TimeProvider>(), () => ClusterReach.Of(Akka.Cluster.Cluster.Get(system)));
        });
    }

    /// <summary>
    /// The actor system part of <see cref="AddActorInputAgent"/>, for an actor system that is configured elsewhere. It sets up remoting, the closed
    /// wire and clustering; later settings override it.
    /// <code>
    /// services.AddActorInputAgentServices(options);
    /// services.AddAkka(options.ClusterName, (akka, provider) => akka.WithActorInputAgent(options, provider).WithActors(…));
    /// </code>
    /// </summary>
    /// <param name="builder">The actor system; its name must be <see cref="ActorInputOptions.ClusterName"/>.</param>
    /// <param name="options">The same options that <see cref="AddActorInputAgentServices"/> was given.</param>
    /// <param name="provider">The host's services.</param>
    /// <exception cref="InvalidOperationException"><see cref="AddActorInputAgentServices"/> was not called with these options.</exception>
    public static AkkaConfigurationBuilder WithActorInputAgent(this AkkaConfigurationBuilder builder, ActorInputOptions options, IServiceProvider provider)
    {
        if (!ReferenceEquals(provider.GetService<ActorInputOptions>(), options))
            throw new InvalidOperationException($"Call services.{nameof(AddActorInputAgentServices)} with the same options first.");
        return builder
            .WithActors((system, _) => CheckName(system, options))
            .WithActorInput(options, provider)
            // The host stops the actors after the services that use them. Akka's own signal handler would interfere.
            .AddHocon("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);
    }

    private static void CheckName(ActorSystem system, ActorInputOptions options)
    {
        if (system.Name != options.ClusterName)
        {
            throw new InvalidOperationException(
                $"The actor system is called '{system.Name}' and the cluster '{options.ClusterName}'; nodes of one cluster have one name. "
                + $"Call AddAkka(\"{options.ClusterName}\", …), or set {nameof(options.ClusterName)} here and on all nodes.");
        }
    }
}
