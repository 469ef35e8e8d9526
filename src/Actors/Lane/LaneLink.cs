using ActorInput.Actors.Wire;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Lane;

/// <summary>
/// A link to one process of another node, for all emulators there. Messages arrive in the order in which they were sent, each once; each is answered
/// once, and its sender gets the answer. When the process is gone, the link ends and returns the unanswered messages (<see cref="LaneCallbacks"/>); a
/// new process needs a new link. Safe to call from any thread.
/// </summary>
/// <remarks>
/// While both processes live, nothing is lost, repeated or reordered, however often connections break. If a process is silent for
/// <see cref="LaneOptions.ResumeFor"/>, it may still have processed messages that it got: they are answered as unknown.
/// </remarks>
internal sealed class LaneLink : LaneSession
{
    private readonly LaneAddress _address;
    private readonly LaneCallbacks _callbacks;
    private readonly Action<IActorRef> _watch;
    private readonly ILoggingAdapter _log;
    private readonly LanePendingTable _pending;

    /// <param name="id">Random, not zero.</param>
    /// <param name="address">The other process.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="callbacks">The owner.</param>
    /// <param name="watch">Watches an actor and calls <see cref="SenderGone"/> when it stops.</param>
    /// <param name="log">The log.</param>
    /// <param name="time">The clock.</param>
    public LaneLink(
        long id, LaneAddress address, LaneOptions options, LaneCallbacks callbacks, Action<IActorRef> watch, ILoggingAdapter log, TimeProvider time)
        : base(id, options, time)
    {
        _address = address;
        _callbacks = callbacks;
        _watch = watch;
        _log = log;
        _pending = new LanePendingTable(options.MaxInFlight);
    }

    /// <summary>The other process.</summary>
    public LaneAddress Address => _address;

    /// <summary>Messages without an answer.</summary>
    public int InFlight => _pending.Count;

    /// <summary>Sends a message, which is answered once: to <paramref name="replyTo"/>, or through the callbacks.</summary>
    /// <returns>False, with nothing sent, when too many messages are under way (<see cref="LaneOptions.MaxInFlight"/>, <see cref="LaneOptions.MaxBufferedBytes"/>) or the link has
    /// ended.</returns>
    /// <exception cref="WireFormatException">The message is too large or has no place in the wire format.</exception>
    public bool TrySend(IWireMessage message, IActorRef replyTo)
    {
        var prepared = WireFormat.Prepare(message);
        lock (Sending)
        {
            if (HasEnded || _pending.IsFull || Outbox.Bytes + prepared.Size > Options.MaxBufferedBytes)
                return false;
            var slot = _pending.Add(new LanePending(message, replyTo), Outbox.Last + 1);
            Add(LaneFrameKind.Request, slot, prepared);
        }

        if (IsDroppedWithSender(message))
            _watch(replyTo);
        return true;
    }

    /// <summary>An actor has stopped: its messages that are dropped with their sender are dropped if they still wait on the other node.</summary>
    public void SenderGone(IActorRef sender)
    {
        lock (Sending)
        {
            if (HasEnded)
                return;
            Span<byte> frame = stackalloc byte[LaneFormat.SlotFrameBytes];
            foreach (var slot in _pending.Find(pending => IsDroppedWithSender(pending.Message) && pending.ReplyTo.Equals(sender)))
            {
                LaneFormat.WriteSlot(frame, LaneFrameKind.SenderGone, slot);
                Add(frame);
            }
        }
    }

    /// <summary>Ends the link, because the cluster has removed the node. Unanswered messages come back through the callbacks.</summary>
    public void Close() => End();

    internal static bool IsDroppedWithSender(IWireMessage message) =>
        message is SendInput { Terms.DropWithSender: true } or SendBatch { Terms.DropWithSender: true } or WriteGame { Terms.DropWithSender: true };

    /// <inheritdoc/>
    protected override void Handle(LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        if (kind is not (LaneFrameKind.Reply or LaneFrameKind.Refused))
            throw new InvalidDataException($"it sent a frame of kind {kind} to a client");
        LanePending? taken;
        lock (Sending)
            taken = _pending.Take(LaneFormat.ReadSlot(body));
        if (taken is not { } pending)
            throw new InvalidDataException($"it answered slot {LaneFormat.ReadSlot(body)}, which is not in use");
        var reply = kind == LaneFrameKind.Reply ? Read(body, pending) : Refusal(body, pending);
        if (Code(reply) == ReplyCode.Moved)
            _callbacks.Moved(pending, reply);
        else
            pending.ReplyTo.Tell(reply, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    protected override Action OnEnd()
    {
        var (neverSent, fateUnknown) = _pending.Drain(Outbox.Sent);
        return () => _callbacks.Lost(neverSent, fateUnknown);
    }

    private static ReplyCode Code(IWireMessage reply) => reply switch
    {
        InputReply input => input.Code,
        BatchReply batch => batch.Code,
        RequestFailed failed => failed.Code,
        _ => ReplyCode.None,
    };

    private static IWireMessage Refusal(ReadOnlySpan<byte> body, in LanePending pending)
    {
        var (refusal, text) = LaneFormat.ReadRefused(body);
        return LaneRefusals.Answer(pending.Message, refusal, text);
    }

    private IWireMessage Read(ReadOnlySpan<byte> body, in LanePending pending)
    {
        try
        {
            return LaneFormat.ReadMessage(body);
        }
        catch (WireFormatException unreadable)
        {
            _log.Warning("Cannot read an answer of {Node}: {Problem}", _address.NodeAddress, LogText.Of(unreadable.Message));
            return LaneRefusals.Answer(pending.Message, LaneRefusal.NoAnswer, $"The answer of {_address.NodeAddress} could not be read.");
        }
    }
}
