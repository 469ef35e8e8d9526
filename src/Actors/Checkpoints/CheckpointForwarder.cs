using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Checkpoints;

/// <summary>
/// Takes the place of the checkpoint store on a node that owns no emulators and keeps no checkpoints: forwards requests to the stores of other nodes,
/// one after the other. It does not repeat a request to a store that does not answer: the caller has its own time limit.
/// </summary>
/// <param name="stores">The stores of the nodes that own emulators, as they are now.</param>
internal sealed class CheckpointForwarder(Func<IReadOnlyList<CheckpointPeer>> stores) : UntypedActor
{
    private int _next;

    protected override void OnReceive(object message)
    {
        if (message is not (PutCheckpoint or GetCheckpoint or ListCheckpoints or DeleteCheckpoint))
        {
            Unhandled(message);
            return;
        }

        var now = stores();
        if (now.Count == 0)
        {
            Sender.Tell(new RequestFailed(default, ReplyCode.NodeUnreachable, "No node that keeps checkpoints can be reached."), Self);
            return;
        }

        _next %= now.Count;
        now[_next++].Store.Tell(message, Sender);
    }
}
