using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Fleet;

/// <summary>An input with an id, and its answer.</summary>
/// <param name="Request">A <see cref="SendInput"/>, <see cref="SendBatch"/> or <see cref="RunBatch"/> that has an id, or an <see cref="AnsweredWrite"/>.</param>
/// <param name="Reply">The <see cref="InputReply"/>, <see cref="BatchReply"/> or <see cref="BatchExecution"/> that it got.</param>
/// <param name="Age">How long ago it was accepted.</param>
public sealed record AnsweredInput(IWireMessage Request, IWireMessage Reply, TimeSpan Age);
