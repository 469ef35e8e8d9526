using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>Agents' actors whose end the broker hears of: each is watched for as long as anything depends on its life.</summary>
/// <param name="context">The broker's context.</param>
internal sealed class AgentWatches(IActorContext context)
{
    private readonly Dictionary<IActorRef, int> _times = [];

    /// <summary>Something depends on the actor's life from now on; nothing for an agent without one.</summary>
    public void Add(IActorRef? actor)
    {
        if (actor is null)
            return;
        var times = _times.GetValueOrDefault(actor);
        _times[actor] = times + 1;
        if (times == 0)
            context.Watch(actor);
    }

    /// <summary>What depended on the actor's life does no more.</summary>
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
