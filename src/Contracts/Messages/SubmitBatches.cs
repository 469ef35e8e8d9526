using System.Collections.Immutable;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Runs batches side by side. Send it to the batch balancer of any node. Answered with exactly one <see cref="BatchExecutions"/> when all have ended.
/// That answer is one message: if it goes to another node, pictures and memory of all batches together must stay below
/// <see cref="Wire.WireLimits.MaxMessageBytes"/>. To get many of them, ask the balancer of your own node.
/// </summary>
/// <param name="Batches">1 to <see cref="MaxBatches"/> batches.</param>
public sealed record SubmitBatches(ImmutableArray<SubmitBatch> Batches) : IWireMessage
{
    /// <summary>Most batches of one message.</summary>
    public const int MaxBatches = 256;
}
