using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>Brings a session's frames to the other node's lane by Akka.Remote, where there is no connection of the lane's own.</summary>
/// <param name="peer">The other node's <see cref="LaneActor"/>.</param>
/// <param name="self">This node's.</param>
/// <param name="session">The session.</param>
/// <param name="attempt">The client's number for this carrier.</param>
/// <param name="fromServer">Whether this is the end that answers.</param>
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
        // Nothing is open.
    }
}
