namespace ActorInput.Actors.Balancing;

/// <summary>
/// Picks the emulator for a batch that names none. Register your own with <c>services.AddSingleton&lt;IBalancingPolicy, MyPolicy&gt;()</c>; one
/// with the name of one of ours takes its place. Each node has one instance, and its balancer calls it for one batch at a time.
/// </summary>
public interface IBalancingPolicy
{
    /// <summary>The name by which a batch or the options ask for it; case is ignored.</summary>
    string Name { get; }

    /// <summary>Picks one of the candidates.</summary>
    /// <remarks>One that throws, or picks something else, fails that batch (<c>ServerError</c>); nothing is sent.</remarks>
    /// <param name="candidates">All that could take the batch, at least one, in no order.</param>
    /// <param name="frames">About how many frames the batch takes.</param>
    BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames);
}
