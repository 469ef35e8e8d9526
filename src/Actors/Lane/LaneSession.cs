using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>
/// One end of the talk between a client process and a server process. It outlives its carriers: frames are numbered in both directions,
/// kept until acknowledged, and a new carrier goes on where the other end has got to. So a broken connection between two processes that
/// live loses nothing, doubles nothing and changes no order. Safe to call from any thread.
/// </summary>
/// <param name="id">Its random number.</param>
/// <param name="options">Limits and times.</param>
/// <param name="time">The clock.</param>
internal abstract class LaneSession(long id, LaneOptions options, TimeProvider time)
{
    private const int AckAfterFrames = 512;
    private const int AckAfterBytes = 64 * 1_024;
    private static readonly TimeSpan MostQuietATick = TimeSpan.FromSeconds(1);

    /// <summary>Held while frames are read, so that they are handled one after another across carriers. Taken before <see cref="Sending"/>.</summary>
    private readonly Lock _receiving = new();
    private volatile LaneAttachment? _current;
    private volatile bool _heard;
    private volatile bool _hasEnded;
    private long _received;
    private long _ackSent;
    private long _unacknowledgedBytes;
    private readonly LaneResend _resend = new(time);
    private long _tickedAt = time.GetTimestamp();
    private TimeSpan _quiet;

    public long Id => id;

    /// <summary>The carrier that it is on; null while there is none.</summary>
    public LaneAttachment? Current => _current;

    /// <summary>Whether it is over for good.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Guards what goes out, and what the two kinds of session keep of it.</summary>
    protected Lock Sending { get; } = new();

    /// <summary>What goes out. Under <see cref="Sending"/>.</summary>
    protected LaneOutbox Outbox { get; } = new();

    protected LaneOptions Options => options;

    /// <summary>Leaves its carrier, so that it does not go on while the other end is told where it stands.</summary>
    /// <returns>Up to which number all frames have arrived.</returns>
    public long Detach()
    {
        LaneAttachment? old;
        long received;
        lock (_receiving)
        {
            (old, _current) = (_current, null);
            received = _received;
        }

        old?.Carrier.Abort();
        return received;
    }

    /// <summary>Up to which number all frames have arrived.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Goes on with this carrier, in the place of any other.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="attempt">The client's number for it.</param>
    /// <param name="toldReceived">What the other end was told has arrived.</param>
    /// <param name="peerReceived">What has arrived there.</param>
    /// <returns>Null when the session has ended or is on a later attempt.</returns>
    /// <exception cref="InvalidDataException">There is no going on from there.</exception>
    public LaneAttachment? Attach(ILaneCarrier carrier, long attempt, long toldReceived, long peerReceived)
    {
        var next = new LaneAttachment(this, carrier, attempt) { NextToArrive = toldReceived + 1 };
        LaneAttachment? old;
        lock (_receiving)
        {
            lock (Sending)
            {
                old = _current;
                if (HasEnded || old?.Attempt >= attempt)
                    return null;
                Outbox.Acknowledge(peerReceived);
                next.Cursor = Outbox.After(peerReceived);
                _ackSent = toldReceived;
                _heard = true;
                _current = next;
                Wake();
            }
        }

        old?.Carrier.Abort();
        return next;
    }

    /// <summary>The carrier is of no more use.</summary>
    public void Ended(LaneAttachment attachment)
    {
        attachment.Carrier.Abort();
        lock (_receiving)
        {
            if (_current == attachment)
                _current = null;
        }
    }

    /// <summary>Takes what arrived.</summary>
    /// <param name="attachment">On which carrier; those that the session has left are not heard.</param>
    /// <param name="bytes">Frames, the last perhaps cut off.</param>
    /// <returns>Bytes of the whole frames.</returns>
    /// <exception cref="InvalidDataException">The other end does not keep to the protocol.</exception>
    public int Receive(LaneAttachment attachment, ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        lock (_receiving)
        {
            if (_current != attachment)
                return bytes.Length;
            _heard = true;
            while (LaneFormat.TryRead(ref rest, options.MaxFrameBytes, out var kind, out var body))
            {
                if (LaneFormat.IsNumbered(kind))
                    Arrived(attachment, kind, body);
                else if (kind == LaneFrameKind.Ack)
                    Acknowledged(LaneFormat.ReadAck(body));
                else
                    throw new InvalidDataException($"it sent a frame of kind {(byte)kind} in mid-session");
            }

            _unacknowledgedBytes += bytes.Length - rest.Length;
            AcknowledgeSoon();
        }

        return bytes.Length - rest.Length;
    }

    /// <summary>Frames that came by a carrier which may lose some: those that do not follow on what has arrived are passed over, for they come again.</summary>
    public void ReceiveLossy(LaneAttachment attachment, long first, ReadOnlySpan<byte> bytes)
    {
        lock (_receiving)
        {
            if (_current != attachment)
                return;
            _heard = true;
            if (first > _received + 1)
                return;
            attachment.NextToArrive = first;
            Receive(attachment, bytes);
        }
    }

    /// <summary>Answers soon what was heard, even when it is nothing new: the other end may have missed it.</summary>
    public void AcknowledgeAgain()
    {
        lock (Sending)
        {
            _ackSent = -1;
            Wake();
        }
    }

    /// <summary>The next bytes for that carrier; false when there are none, or it is no longer the session's.</summary>
    public bool TryTake(LaneAttachment attachment, out ReadOnlyMemory<byte> bytes, out long first)
    {
        lock (Sending)
        {
            (bytes, first) = (default, 0);
            if (_current == attachment)
            {
                var received = Received;
                if (received != _ackSent)
                {
                    LaneFormat.WriteAck(Outbox.AddUnnumbered(LaneFormat.AckFrameBytes), received);
                    _ackSent = received;
                }

                bytes = Outbox.Take(ref attachment.Cursor, out first);
            }

            attachment.IsFlushing = !bytes.IsEmpty;
            return attachment.IsFlushing;
        }
    }

    /// <summary>Looks after the session; several times a second, one call at a time.</summary>
    public virtual void Tick()
    {
        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(_tickedAt, now);
        _tickedAt = now;
        var heard = _heard;
        _heard = false;
        var current = _current;
        lock (Sending)
        {
            // A process that was stopped for a while gives the other end a moment to be heard, before it counts that while as silence.
            var isWaiting = current is null || !current.Carrier.IsConnection || !Outbox.IsAcknowledged;
            _quiet = heard || !isWaiting ? TimeSpan.Zero : _quiet + (passed < MostQuietATick ? passed : MostQuietATick);
            if (current is not null && Received != _ackSent)
                Wake();
            if (current is { Carrier.IsConnection: false } && _resend.IsDue(Outbox, now))
            {
                current.Cursor = Outbox.After(Outbox.Acknowledged);
                Wake();
            }
        }

        if (_quiet > options.ResumeFor)
            End();
        else if (_quiet > options.ResumeFor / 2 && current is { Carrier.IsConnection: true })
            current.Carrier.Abort(); // It may be a dead one that nobody said so of.
    }

    /// <summary>Ends it for good: nobody is heard any more.</summary>
    public void End()
    {
        LaneAttachment? old;
        Action ended;
        lock (_receiving)
        {
            lock (Sending)
            {
                if (HasEnded)
                    return;
                _hasEnded = true;
                (old, _current) = (_current, null);
                ended = OnEnd();
            }
        }

        old?.Carrier.Abort();
        ended();
    }

    /// <summary>Writes a frame of a message. Under <see cref="Sending"/>.</summary>
    protected void Add(LaneFrameKind kind, int slot, in PreparedMessage message)
    {
        LaneFormat.WriteMessage(Outbox.Add(LaneFormat.MessageHeadBytes + message.Size), kind, slot, message);
        Wake();
    }

    /// <summary>Writes a frame that is ready. Under <see cref="Sending"/>.</summary>
    protected void Add(ReadOnlySpan<byte> frame)
    {
        frame.CopyTo(Outbox.Add(frame.Length));
        Wake();
    }

    /// <summary>Handles a frame; called for each once, in order, one at a time.</summary>
    /// <exception cref="InvalidDataException">The other end does not keep to the protocol.</exception>
    protected abstract void Handle(LaneFrameKind kind, ReadOnlySpan<byte> body);

    /// <summary>It is over. Called once, under all locks; what is returned is called outside of them.</summary>
    protected abstract Action OnEnd();

    private void Arrived(LaneAttachment attachment, LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        var number = attachment.NextToArrive++;
        if (number <= _received)
            return;
        if (number != _received + 1)
            throw new InvalidDataException($"it sent frame {number} where {_received + 1} was due");
        Interlocked.Exchange(ref _received, number);
        Handle(kind, body);
    }

    private void Acknowledged(long number)
    {
        lock (Sending)
            Outbox.Acknowledge(number);
    }

    private void AcknowledgeSoon()
    {
        if (_received - Interlocked.Read(ref _ackSent) < AckAfterFrames && _unacknowledgedBytes < AckAfterBytes)
            return;
        _unacknowledgedBytes = 0;
        lock (Sending)
            Wake();
    }

    /// <summary>Has the carrier send, unless it is at it. Under <see cref="Sending"/>.</summary>
    private void Wake()
    {
        if (_current is not { IsFlushing: false } current)
            return;
        current.IsFlushing = true;
        ThreadPool.UnsafeQueueUserWorkItem(current, preferLocal: false);
    }
}
