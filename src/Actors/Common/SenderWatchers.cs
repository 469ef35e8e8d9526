using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorInput.Actors.Common;

/// <summary>The watchers of a sender that is not an actor. Safe to call from any thread.</summary>
internal sealed class SenderWatchers
{
    private readonly Lock _lock = new();
    private readonly HashSet<IActorRef> _watchers = [];
    private IActorRef? _gone;

    public void Add(IActorRef watched, IActorRef watcher)
    {
        lock (_lock)
        {
            if (_gone is null)
            {
                _watchers.Add(watcher);
                return;
            }
        }

        Notify(watched, watcher);
    }

    public void Remove(IActorRef watcher)
    {
        lock (_lock)
            _watchers.Remove(watcher);
    }

    /// <summary>Tells all watchers, also later ones, that the sender has stopped.</summary>
    public void Gone(IActorRef watched)
    {
        IActorRef[] told;
        lock (_lock)
        {
            _gone = watched;
            told = [.. _watchers];
            _watchers.Clear();
        }

        foreach (var watcher in told)
            Notify(watched, watcher);
    }

    private static void Notify(IActorRef watched, IActorRef watcher) =>
        ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(watched, existenceConfirmed: true, addressTerminated: false));
}
