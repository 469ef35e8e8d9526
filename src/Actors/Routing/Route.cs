using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>Where the messages for one emulator go now, and what waits while nobody knows. Belongs to its router.</summary>
internal sealed class Route(EmulatorId emulator)
{
    // What an owner gave back was sent before what is held, so it goes first. Made when needed: most of thousands of emulators never move.
    private Queue<(IWithEmulatorId Message, IActorRef ReplyTo)>? _returned;
    private Queue<(IWithEmulatorId Message, IActorRef ReplyTo)>? _held;

    public EmulatorId Emulator { get; } = emulator;

    /// <summary>The owner on this node, or null.</summary>
    public IActorRef? Owner { get; set; }

    /// <summary>The way to the node of the owner, or null.</summary>
    public INodeLink? Link { get; set; }

    /// <summary>
    /// The owner on this node that gave the emulator up and has not stopped. It may still give back messages of other nodes, so what comes from
    /// them meanwhile waits, not to get back before those.
    /// </summary>
    public IActorRef? Leaving { get; set; }

    /// <summary>What came from other nodes while an owner was leaving.</summary>
    public Queue<(IWithEmulatorId Message, IActorRef ReplyTo)> TooLate { get; } = new();

    /// <summary>The link that may still give back messages sent before what waits here.</summary>
    public INodeLink? Draining { get; set; }

    /// <summary>The next owner on this node, while <see cref="Draining"/> is emptied.</summary>
    public IActorRef? NextOwner { get; set; }

    /// <summary>The way to the next owner's node, while <see cref="Draining"/> is emptied.</summary>
    public INodeLink? NextLink { get; set; }

    /// <summary>Whether the question behind which <see cref="Draining"/> is empty is on its way.</summary>
    public bool IsProbed { get; set; }

    /// <summary>Since when messages wait for an owner that nobody knows.</summary>
    public long LostAt { get; set; }

    public bool IsKnown => Owner is not null || Link is not null;

    public bool HasNext => NextOwner is not null || NextLink is not null;

    public int Waiting => (_returned?.Count ?? 0) + (_held?.Count ?? 0);

    public void Hold(IWithEmulatorId message, IActorRef replyTo) => (_held ??= new()).Enqueue((message, replyTo));

    public void Return(IWithEmulatorId message, IActorRef replyTo) => (_returned ??= new()).Enqueue((message, replyTo));

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
