using System.Collections.Immutable;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>The results of the inputs of <c>SendInputOptimized</c> since the last flush.</summary>
/// <param name="Sent">How many there were.</param>
/// <param name="Applied">How many were applied completely.</param>
/// <param name="Failures">
/// The replies to the other inputs, in the order in which they came; at most <see cref="AgentOptions.MaxOutstanding"/> of them are kept.
/// </param>
public sealed record FlushReport(long Sent, long Applied, ImmutableArray<InputReply> Failures);
