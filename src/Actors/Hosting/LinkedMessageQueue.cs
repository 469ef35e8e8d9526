using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorInput.Actors.Hosting;

/// <summary>
/// An unbounded mailbox of linked nodes: 80 bytes while it is empty, where Akka's own, a ConcurrentQueue, takes 1.1 KB and keeps what it grew to.
/// Most of thousands of emulators are idle, and each has two or three actors.
/// </summary>
/// <remarks>
/// <para>Many may enqueue at once and never wait; one takes at a time, as Akka's mailboxes do. This is Vyukov's queue: a new node takes the place of
/// the last one, then is linked behind it. Between the two steps a message is there but not seen yet; whoever enqueues it then tells the dispatcher
/// to run the mailbox, so it is not overlooked.</para>
/// <para>What is put first (a stash that is taken out again) is kept apart, and only by the actor itself.</para>
/// </remarks>
internal sealed class LinkedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics, IUnboundedDequeBasedMessageQueueSemantics
{
    private Node _taken = new();
    private Node _last;
    private Stack<Envelope>? _first;

    public LinkedMessageQueue() => _last = _taken;

    /// <inheritdoc/>
    public bool HasMessages => _first is not null || Volatile.Read(ref _taken).Next is not null;

    /// <summary>How many there are, by counting them: for those who look, not on the way of a message.</summary>
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
        Interlocked.Exchange(ref _last, node).Next = node;
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
        next.Envelope = default; // The node stays until the next message has been taken; the message need not.
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
        private volatile Node? _next;

        public Node? Next
        {
            get => _next;
            set => _next = value;
        }

        public Envelope Envelope { get; set; }
    }
}
