using System.Collections.Immutable;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The one answer to a <see cref="SubmitBatches"/>.</summary>
/// <param name="Executions">One per batch, in their order.</param>
public sealed record BatchExecutions(ImmutableArray<BatchExecution> Executions) : IWireMessage;
