using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>A message that has no answer yet.</summary>
/// <param name="Message">The message.</param>
/// <param name="ReplyTo">Who gets its answer.</param>
internal readonly record struct LanePending(IWireMessage Message, IActorRef ReplyTo);
