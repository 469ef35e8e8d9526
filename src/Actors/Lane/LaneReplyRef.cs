using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Stands for who asked, on the node that answers. The first message it is told goes back as the answer. Nobody can find it by its path,
/// so it must not be sent on to a third node.
/// </summary>
/// <param name="session">Where the answer goes.</param>
/// <param name="slot">The client's place for it.</param>
/// <param name="watchers">
/// Who watches it, where the message is to be dropped with its sender: it counts as stopped when its client says so or is gone. Null: it
/// is not seen to stop.
/// </param>
internal sealed class LaneReplyRef(LaneServerSession session, int slot, LaneWatchers? watchers) : MinimalActorRef
{
    private static long _numbers;
    private ActorPath? _path;
    private int _answered;

    public override ActorPath Path
    {
        get
        {
            // Few are ever asked for it, and making it costs more than all the rest; those that are watched must not be taken for each other.
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

    /// <summary>Who asked is gone: the watchers are told. An answer is taken all the same.</summary>
    public void Gone() => watchers?.Gone(this);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
            session.Answer(slot, message);
    }
}
