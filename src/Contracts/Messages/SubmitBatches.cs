using System.Collections.Immutable;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Run these batches side by side. Goes to the batch balancer of any node. Answered with exactly one <see cref="BatchExecutions"/> when all
/// have ended. That is one message: when it goes to another node, pictures and memory of all batches together must stay below
/// <see cref="Wire.WireLimits.MaxMessageBytes"/>, so ask the balancer of your own node for many of them.
/// </summary>
/// <param name="Batches">1 to <see cref="MaxBatches"/> batches.</param>
public sealed record SubmitBatches(ImmutableArray<SubmitBatch> Batches) : IWireMessage
{
    /// <summary>Most batches of one message.</summary>
    public const int MaxBatches = 256;
}
