using ActorInput.Actors.Agents;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Agents;

/// <summary>The command line of an agent.</summary>
/// <param name="Seeds">Nodes of the cluster, host:port; empty: those of the configuration.</param>
/// <param name="ClusterPort">The agent's own port in the cluster; 0 takes a free one.</param>
/// <param name="ConfigFile">A configuration file, for TLS and the like; null: none.</param>
/// <param name="Lease">Which emulator, and how long to wait for it.</param>
/// <param name="Input">What to press each time.</param>
/// <param name="Count">How often.</param>
/// <param name="HoldLease">How long the lease is held after the last input.</param>
/// <param name="JoinTimeout">How long joining the cluster may take.</param>
/// <param name="Json">Whether lines are JSON objects.</param>
internal sealed record AgentArguments(
    IReadOnlyList<string> Seeds,
    int ClusterPort,
    string? ConfigFile,
    LeaseRequest Lease,
    InputSequence Input,
    int Count,
    TimeSpan HoldLease,
    TimeSpan JoinTimeout,
    bool Json);
