using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>Carries a session's frames to the other node's lane over Akka.Remote, while the lane has no connection of its own.</summary>
/// <param name="peer">The other node's <see cref="LaneActor"/>.</param>
/// <param name="self">This node's <see cref="LaneActor"/>.</param>
/// <param name="session">The session.</param>
/// <param name="attempt">The client's number for this carrier.</param>
/// <param name="fromServer">Whether this is the session's server.</param>
internal sealed class AkkaCarrier(ICanTell peer, IActorRef self, long session, long attempt, bool fromServer) : ILaneCarrier
{
    public bool IsConnection => false;

    public ValueTask WriteAsync(long first, ReadOnlyMemory<byte> bytes)
    {
        peer.Tell(new LaneFrames(session, attempt, fromServer, first, bytes), self);
        return ValueTask.CompletedTask;
    }

    public void Abort()
    {
        // There is nothing to close.
    }
}
