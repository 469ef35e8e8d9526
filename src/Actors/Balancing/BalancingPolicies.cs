using System.Collections.Frozen;

namespace ActorInput.Actors.Balancing;

/// <summary>The policies of a node, by name.</summary>
internal sealed class BalancingPolicies
{
    private readonly FrozenDictionary<string, IBalancingPolicy> _all;

    /// <param name="own">The user's policies; one with the name of a policy of ours replaces it.</param>
    /// <param name="random">For policies that choose at random.</param>
    public BalancingPolicies(IEnumerable<IBalancingPolicy> own, Random random)
    {
        var all = new Dictionary<string, IBalancingPolicy>(StringComparer.OrdinalIgnoreCase);
        foreach (var policy in new IBalancingPolicy[] { new LeastLoadedPolicy(random), new RoundRobinPolicy(), new RandomPolicy(random), new LocalPolicy(random) }.Concat(own))
            all[policy.Name] = policy;
        _all = all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The policy, or null when none has the name; <see cref="Problem"/> lists the policies.</summary>
    public IBalancingPolicy? Find(string name) => _all.GetValueOrDefault(name);

    /// <summary>Says that no policy has the name, and lists the policies.</summary>
    /// <param name="name">The name.</param>
    /// <param name="member">Where it was found.</param>
    public string Problem(string name, string member = "policy") => $"{member} is '{name}'; {string.Join(", ", _all.Values.Select(policy => policy.Name).Order(StringComparer.Ordinal))} are known.";
}
