namespace ActorInput.Host.Gateway;

/// <summary>How several batches ended.</summary>
/// <param name="Executions">One per batch, in their order.</param>
internal sealed record ExecutionsBody(IReadOnlyList<ExecutionBody> Executions);
