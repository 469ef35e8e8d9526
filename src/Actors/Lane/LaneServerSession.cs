using ActorInput.Actors.Common;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Lane;

/// <summary>A client's session on the node that answers it.</summary>
internal sealed class LaneServerSession : LaneSession
{
    /// <summary>Most unanswered requests: the largest <see cref="LaneOptions.MaxInFlight"/> of any client. One more breaks the protocol.</summary>
    private const int MostOpen = 1_000_000;

    private readonly Action<IWireMessage, IActorRef> _deliver;
    private readonly Action<LaneServerSession> _ended;
    private readonly ILoggingAdapter _log;
    private readonly Dictionary<int, LaneReplyRef> _dropped = []; // Requests that are dropped with their sender, by slot. Under Sending.
    private int _open;

    /// <param name="hello">The client's hello.</param>
    /// <param name="provider">Makes actor references.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="deliver">Gets each request, with the actor to answer; must not block.</param>
    /// <param name="ended">Called when the session has ended.</param>
    /// <param name="log">The log.</param>
    /// <param name="time">The clock.</param>
    public LaneServerSession(
        LaneHello hello,
        IActorRefProvider provider,
        LaneOptions options,
        Action<IWireMessage, IActorRef> deliver,
        Action<LaneServerSession> ended,
        ILoggingAdapter log,
        TimeProvider time)
        : base(hello.Session, options, time)
    {
        Provider = provider;
        Client = hello.Node;
        ReplyPath = provider.RootPath / "lane" / $"{unchecked((ulong)hello.Session):x16}";
        _deliver = deliver;
        _ended = ended;
        _log = log;
    }

    public IActorRefProvider Provider { get; }

    /// <summary>The parent path of <see cref="LaneReplyRef"/>s.</summary>
    public ActorPath ReplyPath { get; }

    /// <summary>The client's Akka address, as it gives it.</summary>
    public string Client { get; }

    /// <summary>The last attempt that was welcomed. Owned by the reception.</summary>
    public long LastAttempt { get; set; }

    /// <summary>Sends the answer to a request. The caller must send only one.</summary>
    public void Answer(int slot, object answer)
    {
        Interlocked.Decrement(ref _open);
        if (answer is not IWireMessage message)
        {
            _log.Warning("An answer to {Client} is a {Type}, which cannot be sent.", Client, answer?.GetType());
            Refuse(slot, LaneRefusal.NoAnswer, $"The answer was a {answer?.GetType().Name}, which cannot be sent.");
            return;
        }

        try
        {
            var prepared = WireFormat.Prepare(message);
            if (message is not (InputReply or BatchReply) && Outbox.Bytes + prepared.Size > Options.MaxBufferedBytes)
            {
                Refuse(slot, LaneRefusal.TooMuch, $"{Outbox.Bytes} bytes wait to be sent to this node; ask again later.");
                return;
            }

            lock (Sending)
            {
                _dropped.Remove(slot);
                if (!HasEnded)
                    Add(LaneFrameKind.Reply, slot, prepared);
            }
        }
        catch (WireFormatException unwritable)
        {
            _log.Warning("An answer to {Client} cannot be sent: {Problem}", Client, unwritable.Message);
            Refuse(slot, LaneRefusal.NoAnswer, unwritable.Message);
        }
    }

    /// <inheritdoc/>
    protected override void Handle(LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        var slot = LaneFormat.ReadSlot(body);
        switch (kind)
        {
            case LaneFrameKind.Request:
                Request(slot, body);
                break;
            case LaneFrameKind.SenderGone:
                LaneReplyRef? gone;
                lock (Sending)
                    _dropped.TryGetValue(slot, out gone);
                gone?.Gone(); // Null if it was answered meanwhile.
                break;
            default:
                throw new InvalidDataException($"it sent a frame of kind {kind} to a server");
        }
    }

    /// <inheritdoc/>
    protected override Action OnEnd()
    {
        LaneReplyRef[] gone = [.. _dropped.Values];
        _dropped.Clear();
        return () =>
        {
            foreach (var reply in gone)
                reply.Gone();
            _ended(this);
        };
    }

    private void Request(int slot, ReadOnlySpan<byte> body)
    {
        if (Interlocked.Increment(ref _open) > MostOpen)
            throw new InvalidDataException($"it has more than {MostOpen} requests without an answer");
        IWireMessage message;
        try
        {
            message = LaneFormat.ReadMessage(body);
        }
        catch (WireFormatException unreadable)
        {
            // A newer node may send a message that this one does not know: that request is refused, and the others go on.
            Interlocked.Decrement(ref _open);
            var problem = LogText.Of(unreadable.Message);
            _log.Warning("Refused a message of {Client}: {Problem}", Client, problem);
            Refuse(slot, LaneRefusal.Unreadable, problem);
            return;
        }

        var isDropped = LaneLink.IsDroppedWithSender(message);
        var reply = new LaneReplyRef(this, slot, isDropped ? new SenderWatchers() : null);
        if (isDropped)
        {
            lock (Sending)
                _dropped[slot] = reply;
        }

        _deliver(message, reply);
    }

    private void Refuse(int slot, LaneRefusal refusal, string text)
    {
        lock (Sending)
        {
            _dropped.Remove(slot);
            if (!HasEnded)
                Add(LaneFormat.Refused(slot, refusal, text));
        }
    }
}
