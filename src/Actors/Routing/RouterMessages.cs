using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>Messages to and from the router within its node: from the node's emulators and links. None of them leaves the node.</summary>
internal static class RouterMessages
{
    /// <summary>The sender owns the emulator on this node from now on.</summary>
    internal sealed record Arrived(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>The sender gives the emulator up. Answered with <see cref="Departed"/>, after which the router sends it nothing more.</summary>
    internal sealed record Departing(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>The last message from the router to this owner: all others are in the owner's mailbox already.</summary>
    internal sealed record Departed(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>A message that a departing owner did not process. It goes to the next owner, at its old place in the order.</summary>
    internal sealed record Returned(IWithEmulatorId Message, IActorRef ReplyTo) : INoSerializationVerificationNeeded;

    /// <summary>A message that the other node returned because the emulator had moved.</summary>
    internal sealed record LinkReturned(INodeLink Link, IWithEmulatorId Message, IActorRef ReplyTo) : INoSerializationVerificationNeeded;

    /// <summary>The other node is gone, with all messages that were on their way to it, in order.</summary>
    internal sealed record LinkLost(INodeLink Link, IReadOnlyList<LostMessage> Lost) : INoSerializationVerificationNeeded;

    /// <summary>A message that was on its way to a node that is gone.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="ReplyTo">Gets the reply.</param>
    /// <param name="MayHaveArrived">False when the message certainly never reached the node.</param>
    internal readonly record struct LostMessage(IWithEmulatorId Message, IActorRef ReplyTo, bool MayHaveArrived);
}
