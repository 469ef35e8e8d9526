namespace ActorInput.Host.Agents;

/// <summary>A line of an agent: it has a lease.</summary>
/// <param name="Emulator">The emulator's id.</param>
/// <param name="Lease">The lease's number among those of the emulator.</param>
internal sealed record AgentLeaseBody(string Emulator, long Lease);
