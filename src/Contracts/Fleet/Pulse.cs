using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>A node asks another whether that still counts it as a member. Answered with <see cref="PulseAck"/>, or not at all.</summary>
/// <param name="Number">Names the question: only an answer to one that is young shows that the node was not frozen since.</param>
/// <param name="NodeUid">Tells this process of the node from an earlier one at the same address.</param>
public sealed record Pulse(long Number, long NodeUid) : IWireMessage;
