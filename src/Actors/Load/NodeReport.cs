using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Load;

/// <summary>A node's newest report.</summary>
/// <param name="Report">The report.</param>
/// <param name="ReceivedAt">When it came, a timestamp of this node's clock: others' clocks may differ.</param>
internal sealed record NodeReport(LoadReport Report, long ReceivedAt);
