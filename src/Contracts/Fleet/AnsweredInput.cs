using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Fleet;

/// <summary>An input with an id, and its answer.</summary>
/// <param name="Request">A <see cref="SendInput"/> or <see cref="SendBatch"/> that has an id.</param>
/// <param name="Reply">The <see cref="InputReply"/> or <see cref="BatchReply"/> that it got.</param>
/// <param name="Age">How long ago it was accepted.</param>
public sealed record AnsweredInput(IWireMessage Request, IWireMessage Reply, TimeSpan Age);
