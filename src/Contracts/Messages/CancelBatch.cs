using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Stops an execution between two inputs: inputs that were not sent are not pressed. Send it to the batch balancer that got the batch. Answered with
/// <see cref="CommandDone"/> when the execution is told to stop (the answer to the batch says how far it came), or with <see cref="RequestFailed"/>
/// when it is not known, has ended or was cancelled before.
/// </summary>
/// <param name="ExecutionId">The execution.</param>
public sealed record CancelBatch(string ExecutionId) : IWireMessage;
