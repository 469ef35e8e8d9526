using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorInput.Actors.Hosting;

/// <summary>
/// An unbounded mailbox of linked nodes. It takes 80 bytes while it is empty; Akka's own, a ConcurrentQueue, takes 1.1 KB and never shrinks. Most of
/// a fleet's emulators are idle, and each has two or three actors.
/// </summary>
/// <remarks>
/// <para>Many threads may enqueue at once and never wait; one thread dequeues at a time, as in Akka's mailboxes. This is Vyukov's queue: a new node
/// first becomes the last one, then the previous one is linked to it. Between the two steps the message cannot be seen yet; afterwards its sender
/// looks whether the mailbox is scheduled and schedules it if not. The link is a full fence: without it, a processor may look first and link later. Then
/// the sender sees a mailbox that is scheduled, whoever runs it sees no message and ends, and the message waits for the next one.</para>
/// <para>Messages that are put first (when a stash is taken out again) are kept apart; only the actor itself puts them.</para>
/// </remarks>
internal sealed class LinkedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics, IUnboundedDequeBasedMessageQueueSemantics
{
    private Node _taken = new();
    private Node _last;
    private Stack<Envelope>? _first;

    public LinkedMessageQueue() => _last = _taken;

    /// <inheritdoc/>
    public bool HasMessages => _first is not null || Volatile.Read(ref _taken).Next is not null;

    /// <summary>The number of messages, found by counting them; not used while messages are sent.</summary>
    public int Count
    {
        get
        {
            var count = _first?.Count ?? 0;
            for (var node = Volatile.Read(ref _taken).Next; node is not null; node = node.Next)
                count++;
            return count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var node = new Node { Envelope = envelope };
        Interlocked.Exchange(ref _last, node).Link(node);
    }

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope) => (_first ??= new()).Push(envelope);

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (_first is { } first)
        {
            envelope = first.Pop();
            if (first.Count == 0)
                _first = null;
            return true;
        }

        if (_taken.Next is not { } next)
        {
            envelope = default;
            return false;
        }

        envelope = next.Envelope;
        next.Envelope = default; // The node stays until the next message has been taken; its message can be freed now.
        Volatile.Write(ref _taken, next);
        return true;
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    private sealed class Node
    {
        private Node? _next;

        public Node? Next => Volatile.Read(ref _next);

        public Envelope Envelope { get; set; }

        public void Link(Node next) => Interlocked.Exchange(ref _next, next);
    }
}
