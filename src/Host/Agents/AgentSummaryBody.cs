namespace ActorInput.Host.Agents;

/// <summary>The last line of an agent.</summary>
/// <param name="Emulator">The emulator's id.</param>
/// <param name="Inputs">Inputs that were sent.</param>
/// <param name="Applied">How many of them were applied whole.</param>
/// <param name="P50Ms">Half of the replies came within this many milliseconds of sending.</param>
/// <param name="P99Ms">99% of the replies came within this many milliseconds.</param>
/// <param name="Released">Whether the lease lasted until it was released.</param>
internal sealed record AgentSummaryBody(string Emulator, int Inputs, int Applied, double P50Ms, double P99Ms, bool Released);
