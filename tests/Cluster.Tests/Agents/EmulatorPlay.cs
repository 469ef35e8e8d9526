using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>The inputs of agents to one emulator, and the presses that its game must therefore have seen.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Before">Its ledger before the first input.</param>
/// <param name="View">How it was before the first input.</param>
/// <param name="Agents">The replies of each agent, in the order in which it sent.</param>
internal sealed record EmulatorPlay(string Emulator, Ledger Before, EmulatorView View, IReadOnlyList<IReadOnlyList<AgentReply>> Agents)
{
    /// <summary>
    /// The inputs in the order in which the emulator accepted them. A single agent has one order, whatever is known about its inputs.
    /// </summary>
    public IReadOnlyList<AgentReply> InOrder => Agents.Count == 1
        ? Agents[0]
        : [.. Agents.SelectMany(replies => replies).OrderBy(reply => reply.Epoch).ThenBy(reply => reply.Sequence)];

    /// <summary>The last of them; null when there is none.</summary>
    public AgentReply? Last => InOrder is [.., var last] ? last : null;

    public IEnumerable<AgentReply> NotApplied => InOrder.Where(reply => !reply.IsApplied);

    /// <summary>The longest that an agent waited for an answer.</summary>
    public TimeSpan LongestPause => InOrder.Max(reply => reply.Took);
}
