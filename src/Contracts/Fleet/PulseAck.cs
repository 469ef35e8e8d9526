using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>The answer to a <see cref="Pulse"/>: the asking node is a member.</summary>
/// <param name="Number">The question's number.</param>
public sealed record PulseAck(long Number) : IWireMessage;
