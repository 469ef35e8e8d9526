using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>
/// A node asks another node whether it still counts the asking node as a member. Answered with <see cref="PulseAck"/>, or not at
/// all.
/// </summary>
/// <param name="Number">Identifies the question. Only the answer to a recent question shows that the asking node was not frozen since.</param>
/// <param name="NodeUid">Distinguishes this process of the node from an earlier one at the same address.</param>
public sealed record Pulse(long Number, long NodeUid) : IWireMessage;
