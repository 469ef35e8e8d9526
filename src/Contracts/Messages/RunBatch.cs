using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Runs a batch in one piece: start, inputs and observations, with no input of others in between. Sent by a batch balancer to an emulator. Answered
/// with exactly one <see cref="BatchExecution"/>.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="ExecutionId">Names the execution.</param>
/// <param name="Batch">The inputs.</param>
/// <param name="Mode">How they are sent.</param>
/// <param name="Terms">Id, deadline, priority and lease of the batch as a whole.</param>
public sealed record RunBatch(EmulatorId Emulator, string ExecutionId, InputBatch Batch, DispatchMode Mode, InputTerms Terms) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc cref="SubmitBatch.Start"/>
    public string? Start { get; init; }

    /// <inheritdoc cref="SubmitBatch.Observe"/>
    public ObservationRequest Observe { get; init; } = ObservationRequest.Nothing;

    /// <summary>How long it may take from its acceptance; null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <inheritdoc cref="SubmitBatch.Problem()"/>
    public string? Problem() => SubmitBatch.Problem(ExecutionId, Start, Observe, Timeout) ?? Terms.Problem();
}
