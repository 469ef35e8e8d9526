using ActorInput.Actors.Common;
using ActorInput.Actors.Load;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Balancing;

/// <summary>Adds a batch balancer to a node.</summary>
internal static class BalancingHosting
{
    /// <summary>What emulator actors write into and everybody reads: <see cref="NodeLoad"/>, <see cref="ClusterLoad"/> and the policies.</summary>
    public static IServiceCollection AddBalancing(this IServiceCollection services)
    {
        services.TryAddSingleton<NodeLoad>();
        services.TryAddSingleton<ClusterLoad>();
        services.TryAddSingleton(provider => new BalancingPolicies(provider.GetServices<IBalancingPolicy>(), Random.Shared));
        return services;
    }

    /// <summary>Starts the balancer as <see cref="NodeBalancer"/>. The router (<see cref="EmulatorRouter"/>) must be registered before.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="registry">Its actors.</param>
    /// <param name="options">The options of balancing.</param>
    /// <param name="provider">The host's services, with <see cref="AddBalancing"/>.</param>
    /// <exception cref="OptionsValidationException">The options name a policy that does not exist.</exception>
    public static void StartBalancer(ActorSystem system, IActorRegistry registry, BalancingOptions options, IServiceProvider provider)
    {
        var load = provider.GetRequiredService<ClusterLoad>();
        var own = provider.GetRequiredService<NodeLoad>();
        var policies = provider.GetRequiredService<BalancingPolicies>();
        var time = provider.GetRequiredService<TimeProvider>();
        if (policies.Find(options.Policy) is null)
        {
            throw new OptionsValidationException(BalancingOptions.PolicyPath, typeof(BalancingOptions), [policies.Problem(options.Policy, BalancingOptions.PolicyPath)]);
        }

        var router = registry.Get<EmulatorRouter>();
        var checkpoints = registry.TryGet<NodeCheckpoints>(out var store) ? store : ActorRefs.Nobody;
        var node = Akka.Cluster.Cluster.Get(system).SelfAddress.ToString();
        registry.Register<NodeBalancer>(
            system.ActorOf(Props.Create(() => new BatchBalancer(options, policies, load, own, router, checkpoints, node, time)), BatchBalancer.Name));
    }
}
