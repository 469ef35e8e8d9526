using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Stop an execution between two inputs: what was not sent is not pressed. Goes to the batch balancer that the batch was given to. Answered
/// with <see cref="CommandDone"/> when it is told to stop (its own answer says how far it came), or <see cref="RequestFailed"/> when it is not
/// known, has ended or was cancelled before.
/// </summary>
/// <param name="ExecutionId">The execution.</param>
public sealed record CancelBatch(string ExecutionId) : IWireMessage;
