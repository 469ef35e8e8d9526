using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>Where the messages for one emulator go now, and the messages that wait while its owner is not known. Only its router uses it.</summary>
internal sealed class Route(EmulatorId emulator)
{
    // Messages that an owner returned were sent before the held ones, so they go first. Made when needed: most emulators never move.
    private Queue<(IWithEmulatorId Message, IActorRef ReplyTo)>? _returned;
    private Queue<(IWithEmulatorId Message, IActorRef ReplyTo)>? _held;
    private Queue<(IWithEmulatorId Message, IActorRef ReplyTo)>? _tooLate;

    public EmulatorId Emulator { get; } = emulator;

    /// <summary>The owner on this node, or null.</summary>
    public IActorRef? Owner { get; set; }

    /// <summary>The link to the owner's node, or null.</summary>
    public INodeLink? Link { get; set; }

    /// <summary>
    /// The owner on this node that gave the emulator up and has not stopped yet. It may still return messages of other nodes. Messages that other
    /// nodes send meanwhile wait, so that they are not returned before those.
    /// </summary>
    public IActorRef? Leaving { get; set; }

    /// <summary>The link that may still return messages that are older than those waiting here.</summary>
    public INodeLink? Draining { get; set; }

    /// <summary>The next owner on this node, while <see cref="Draining"/> is being drained.</summary>
    public IActorRef? NextOwner { get; set; }

    /// <summary>The link to the next owner's node, while <see cref="Draining"/> is being drained.</summary>
    public INodeLink? NextLink { get; set; }

    /// <summary>Whether the last question over <see cref="Draining"/> is on its way. Its answer shows that the link is drained.</summary>
    public bool IsProbed { get; set; }

    /// <summary>Since when messages wait for an unknown owner.</summary>
    public long LostAt { get; set; }

    public bool IsKnown => Owner is not null || Link is not null;

    public bool HasNext => NextOwner is not null || NextLink is not null;

    public int Waiting => (_returned?.Count ?? 0) + (_held?.Count ?? 0);

    public void Hold(IWithEmulatorId message, IActorRef replyTo) => (_held ??= new()).Enqueue((message, replyTo));

    public void Return(IWithEmulatorId message, IActorRef replyTo) => (_returned ??= new()).Enqueue((message, replyTo));

    /// <summary>Keeps a message that came from another node while an owner is leaving.</summary>
    public void HoldTooLate(IWithEmulatorId message, IActorRef replyTo) => (_tooLate ??= new()).Enqueue((message, replyTo));

    /// <summary>The messages that came from other nodes while an owner was leaving, in order. They are kept no longer.</summary>
    public IEnumerable<(IWithEmulatorId Message, IActorRef ReplyTo)> TakeTooLate()
    {
        var late = _tooLate;
        _tooLate = null;
        return late is null ? [] : late;
    }

    /// <summary>The next message in order.</summary>
    public bool TryTake(out IWithEmulatorId message, out IActorRef replyTo)
    {
        (IWithEmulatorId, IActorRef) next = (null!, null!);
        var isThere = _returned?.TryDequeue(out next) == true || _held?.TryDequeue(out next) == true;
        (message, replyTo) = next;
        if (Waiting == 0)
            (_returned, _held) = (null, null);
        return isThere;
    }
}
