using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Represents the sender on the node that answers. The first message that it gets goes back as the answer. It cannot be found by its path, so it must
/// not be sent on to a third node.
/// </summary>
/// <param name="session">The session that carries the answer.</param>
/// <param name="slot">The client's slot for the answer.</param>
/// <param name="watchers">
/// Its watchers, if the message is dropped with its sender: it counts as stopped when its client says so or is gone. Null: it cannot be watched.
/// </param>
internal sealed class LaneReplyRef(LaneServerSession session, int slot, SenderWatchers? watchers) : MinimalActorRef
{
    private static long _numbers;
    private ActorPath? _path;
    private int _answered;

    public override ActorPath Path
    {
        get
        {
            // Made on demand: few paths are ever needed, and making one costs more than all the rest. Watched references need different paths.
            if (_path is null)
                Interlocked.CompareExchange(ref _path, session.ReplyPath / $"{Interlocked.Increment(ref _numbers)}", comparand: null);
            return _path;
        }
    }

    public override IActorRefProvider Provider => session.Provider;

    /// <summary>The session of the other node's link, by which the message came and its answer goes. It is the same object as long as that link is the same.</summary>
    public LaneServerSession Session => session;

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is Watch watch)
            watchers?.Add(this, watch.Watcher);
        else if (message is Unwatch unwatch)
            watchers?.Remove(unwatch.Watcher);
    }

    /// <summary>The sender is gone: tells the watchers. An answer is still accepted.</summary>
    public void Gone() => watchers?.Gone(this);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
            session.Answer(slot, message);
    }
}
