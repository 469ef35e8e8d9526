using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>An agent that asked the broker for a lease and has no answer yet.</summary>
/// <param name="request">What it asked for.</param>
/// <param name="duration">How long its lease is to last.</param>
/// <param name="agent">The actor whose death ends it; null when there is none.</param>
internal sealed class WaitingAgent(AcquireLease request, TimeSpan duration, IActorRef? agent)
{
    /// <summary>Places from which one request may have been asked; of more, the latest are kept.</summary>
    public const int MostAskers = 32;

    private readonly List<IActorRef> _replyTo = [];

    public AcquireLease Request { get; } = request;

    public TimeSpan Duration { get; } = duration;

    public IActorRef? Agent { get; } = agent;

    /// <summary>True while an emulator's owner is asked for it. It keeps its place in the queue meanwhile.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Its time is up: it gets what it is being offered, or nothing.</summary>
    public bool IsLate { get; set; }

    /// <summary>It is answered, or its actor died: a lease that comes for it now is ended.</summary>
    public bool IsGone { get; set; }

    /// <summary>Who asked; the same request again, from where it may have been asked before.</summary>
    public void ReplyTo(IActorRef sender, IActorRef self)
    {
        if (_replyTo.Contains(sender))
            return;
        _replyTo.Add(sender);
        if (_replyTo.Count <= MostAskers)
            return;
        // Whoever asks again and again in a long wait does so from a new place each time; the early ones do not listen any more.
        _replyTo[0].Tell(new LeaseRefused(ReplyCode.QueueFull, $"The request has been asked again from {MostAskers} places since.", Request.Emulator), self);
        _replyTo.RemoveAt(0);
    }

    public void Answer(object reply, IActorRef self)
    {
        foreach (var sender in _replyTo)
            sender.Tell(reply, self);
    }

    public void Refuse(ReplyCode code, string detail, IActorRef self) => Answer(new LeaseRefused(code, detail, Request.Emulator), self);
}
