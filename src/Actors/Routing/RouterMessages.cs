using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>What the router is told by the emulators of its node and by its links. None of it leaves the node.</summary>
internal static class RouterMessages
{
    /// <summary>The sender owns the emulator on this node from now on.</summary>
    internal sealed record Arrived(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>The sender gives the emulator up. Answered with <see cref="Departed"/>, after which nothing more comes to it from the router.</summary>
    internal sealed record Departing(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>All that the router will ever send to this owner is in its mailbox.</summary>
    internal sealed record Departed(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>A message that a departing owner did not take: it goes to the next owner, in the place that it had.</summary>
    internal sealed record Returned(IWithEmulatorId Message, IActorRef ReplyTo) : INoSerializationVerificationNeeded;

    /// <summary>A message that the other node did not take because the emulator had moved.</summary>
    internal sealed record LinkReturned(INodeLink Link, IWithEmulatorId Message, IActorRef ReplyTo) : INoSerializationVerificationNeeded;

    /// <summary>The other node is gone with all that was on its way, in order.</summary>
    internal sealed record LinkLost(INodeLink Link, IReadOnlyList<LostMessage> Lost) : INoSerializationVerificationNeeded;

    /// <summary>A message that was on its way to a node that is gone.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="ReplyTo">Who waits for the reply.</param>
    /// <param name="MayHaveArrived">False when it surely never reached the node.</param>
    internal readonly record struct LostMessage(IWithEmulatorId Message, IActorRef ReplyTo, bool MayHaveArrived);
}
