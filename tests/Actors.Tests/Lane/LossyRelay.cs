using ActorInput.Actors.Lane;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>
/// Takes the place of a server's lane on a third node, and passes frames on over Akka.Remote in both directions: some are lost, some come twice.
/// Clients get this address as the server's.
/// </summary>
internal sealed class LossyRelay : UntypedActor
{
    private readonly ActorSelection _server;
    private readonly Random _chance;
    private IActorRef _client = ActorRefs.Nobody;

    public LossyRelay(LaneAddress server, int seed)
    {
        _server = Context.ActorSelection($"{server.NodeAddress}/user/{LaneActor.Name}");
        _chance = new Random(seed);
    }

    /// <summary>How many frames were lost.</summary>
    public static int Lost;

    protected override void OnReceive(object message)
    {
        var frames = (LaneFrames)message;
        if (!frames.FromServer)
            _client = Sender;
        var copies = _chance.Next(10) switch { 0 or 1 => 0, 2 => 2, _ => 1 };
        if (copies == 0)
            Interlocked.Increment(ref Lost);
        for (var i = 0; i < copies; i++)
        {
            if (frames.FromServer)
                _client.Tell(frames, Self);
            else
                _server.Tell(frames, Self);
        }
    }
}
