using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ActorInput.Actors.Balancing;

/// <summary>Puts load reports and the batch balancer on a node.</summary>
internal static class BalancingHosting
{
    /// <summary>What emulator actors write into and everybody reads: <see cref="NodeLoad"/>, <see cref="ClusterLoad"/> and the policies.</summary>
    public static IServiceCollection AddBalancing(this IServiceCollection services)
    {
        services.TryAddSingleton<NodeLoad>();
        services.TryAddSingleton(provider => new ClusterLoad(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new BalancingPolicies(provider.GetServices<IBalancingPolicy>(), Random.Shared));
        return services;
    }

    /// <summary>
    /// Starts the reporter and the balancer (<see cref="NodeBalancer"/>): after clustering, after the pool where the node has one, and after the
    /// router of <see cref="EmulatorRegion"/>.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="options">How.</param>
    /// <param name="provider">The host's services, with <see cref="AddBalancing"/>.</param>
    /// <param name="http">Where the node answers HTTP; null while or where it does not.</param>
    /// <exception cref="InvalidOperationException">The options name a policy that there is not.</exception>
    public static AkkaConfigurationBuilder WithBalancing(
        this AkkaConfigurationBuilder builder, BalancingOptions options, IServiceProvider provider, Func<string?> http)
    {
        var load = provider.GetRequiredService<ClusterLoad>();
        var policies = provider.GetRequiredService<BalancingPolicies>();
        if (policies.Find(options.Policy) is null)
            throw new InvalidOperationException($"{nameof(ActorInputOptions.Balancing)}: {policies.Problem(options.Policy)}");
        var node = provider.GetRequiredService<NodeLoad>();
        var time = provider.GetRequiredService<TimeProvider>();
        return builder.WithActors((system, registry) =>
        {
            var pool = registry.TryGet<NodePool>(out var own) ? own : ActorRefs.Nobody;
            var router = registry.Get<EmulatorRegion>();
            var address = Akka.Cluster.Cluster.Get(system).SelfAddress.ToString();
            system.ActorOf(Props.Create(() => new LoadReporter(options, node, load, pool, time, http)), LoadReporter.Name);
            registry.Register<NodeBalancer>(
                system.ActorOf(Props.Create(() => new BatchBalancer(options, policies, load, router, address, time)), BatchBalancer.Name));
        });
    }
}
