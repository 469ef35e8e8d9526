using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>An agent that asked the broker for a lease and has no answer yet.</summary>
/// <param name="request">Its request.</param>
/// <param name="duration">How long its lease will last.</param>
/// <param name="agent">The actor whose end also ends the lease; null when there is none.</param>
internal sealed class WaitingAgent(AcquireLease request, TimeSpan duration, IActorRef? agent)
{
    /// <summary>Most senders that are kept of one repeated request; the latest are kept.</summary>
    public const int MostAskers = 32;

    private readonly List<IActorRef> _replyTo = [];

    public AcquireLease Request { get; } = request;

    public TimeSpan Duration { get; } = duration;

    public IActorRef? Agent { get; } = agent;

    /// <summary>True while an emulator is offered for it. It keeps its place in the queue meanwhile.</summary>
    public bool IsOffered { get; set; }

    /// <summary>True when its time is up: it gets the emulator that is just being offered, or none.</summary>
    public bool IsLate { get; set; }

    /// <summary>True when it was answered or its actor ended: a lease that is granted for it now is ended.</summary>
    public bool IsGone { get; set; }

    /// <summary>Adds the sender of a repeated request; it may have asked before.</summary>
    public void ReplyTo(IActorRef sender, IActorRef self)
    {
        if (_replyTo.Contains(sender))
            return;
        _replyTo.Add(sender);
        if (_replyTo.Count <= MostAskers)
            return;
        // An agent that repeats its request during a long wait may use a new sender each time; the early senders no longer listen.
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
