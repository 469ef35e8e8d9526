using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>The agents' actors that the broker watches: each is watched as long as a lease or a request depends on it.</summary>
/// <param name="context">The broker's context.</param>
internal sealed class AgentWatches(IActorContext context)
{
    private readonly Dictionary<IActorRef, int> _times = [];

    /// <summary>Adds something that depends on the actor. Does nothing for an agent without an actor.</summary>
    public void Add(IActorRef? actor)
    {
        if (actor is null)
            return;
        var times = _times.GetValueOrDefault(actor);
        _times[actor] = times + 1;
        if (times == 0)
            context.Watch(actor);
    }

    /// <summary>Removes something that depended on the actor.</summary>
    public void Remove(IActorRef? actor)
    {
        if (actor is null || !_times.TryGetValue(actor, out var times))
            return;
        if (times > 1)
        {
            _times[actor] = times - 1;
            return;
        }

        _times.Remove(actor);
        context.Unwatch(actor);
    }

    /// <summary>The actor has ended.</summary>
    public void Forget(IActorRef actor) => _times.Remove(actor);
}
